package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** What is said to do about jars, of an image of Flink 2.2.1 on Java 17. */
class JarRemediesTest {

    private static final MavenCoordinates OLD = MavenCoordinates.parse(
                    "org.apache.flink:flink-sql-connector-kafka:3.0.0-1.17")
            .orElseThrow();
    private static final MavenCoordinates FITTING = MavenCoordinates.parse(
                    "org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2")
            .orElseThrow();
    private static final MavenCoordinates OWN =
            MavenCoordinates.parse("org.example:own:1.0").orElseThrow();

    private static ImageJar jar(LayerKind kind, String name) {
        UnixPath path = UnixPath.of("/opt/flink/lib/" + name);
        return new ImageJar(path, path, new Origin(kind, name), Content.of("jar"));
    }

    private static JarRemedies remedies(MavenCoordinates... declared) {
        ImageSpec spec = ImageSpec.plain(Plans.empty().combination(), ImageReference.of("example.com/image:1"));
        Plan plan = Plans.empty();
        List<Jar> jars = List.of(locked(OLD), locked(FITTING), locked(OWN));
        return new JarRemedies(
                spec.with(spec.contents().withConnectors(List.of(declared))),
                new JarCoordinates(plan.withContents(plan.contents().withJars(jars))));
    }

    private static Jar locked(MavenCoordinates coordinates) {
        return new Jar(coordinates, new Location(Source.MAVEN, "a.jar"), Sha256.of("jar"), 1);
    }

    @Test
    void connectorForAnotherFlinkGivesWayToTheOneForThis() {
        assertThat(remedies(OLD).another(jar(LayerKind.CONNECTORS, OLD.fileName())))
                .isEqualTo("`<connector>org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2</connector>`");
    }

    @Test
    void connectorOfWhichNoneIsKnownGivesWayToAnyForThis() {
        assertThat(remedies(OWN).another(jar(LayerKind.CONNECTORS, OWN.fileName())))
                .isEqualTo(
                        "a version of `own` for Flink 2.2, if there is one, in `<connectors>` (-Dpyflink.connectors)");
    }

    @Test
    void connectorIsNoWayOutOfItself() {
        assertThat(remedies(FITTING).another(jar(LayerKind.CONNECTORS, FITTING.fileName())))
                .startsWith("a version of `flink-sql-connector-kafka` for Flink 2.2, if there is one");
    }

    @Test
    void jarOfOnesOwnIsToBeBuiltForIt() {
        assertThat(remedies().another(jar(LayerKind.JOB, "job.jar"))).isEqualTo("build `job.jar` against Flink 2.2.1");
        assertThat(remedies().forOlderJava(jar(LayerKind.JOB, "job.jar")))
                .isEqualTo("build `job.jar` for Java 17: `<maven.compiler.release>17</maven.compiler.release>`");
    }

    @Test
    void connectorForANewerJavaGivesWayToOneThatThisReads() {
        assertThat(remedies(OWN).forOlderJava(jar(LayerKind.CONNECTORS, OWN.fileName())))
                .isEqualTo("another version of `own`, which Java 17 reads, in `<connectors>` (-Dpyflink.connectors)");
    }

    @Test
    void whatIsDeclaredIsLeftOutThereAndWhatOthersBringByAnExclusion() {
        ImageJar own = jar(LayerKind.CONNECTORS, OWN.fileName());

        assertThat(remedies(OWN).without(own))
                .isEqualTo(
                        "leave `<connector>org.example:own:1.0</connector>` out of `<connectors>` (-Dpyflink.connectors)");
        assertThat(remedies(OLD).without(own)).contains("`<exclusion>org.example:own</exclusion>`");
    }

    @ParameterizedTest
    @CsvSource({"18, 21", "17, 17", "21, 21"})
    void leastJavaIsNamedThatReadsIt(int compiledFor, String java) {
        assertThat(remedies().java(compiledFor))
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("-Dpyflink.java=" + java));
    }

    @Test
    void noJavaIsNamedWhereFlinkRunsOnNone() {
        assertThat(remedies().java(99)).isEmpty();
    }

    @Test
    void connectorWithItsLibraryInsideGivesWayToTheOneThatHasItBeside() {
        String whole = "flink-sql-connector-kafka";
        String beside = "flink-connector-kafka";

        assertThat(remedies(OLD).withLibraryBeside(jar(LayerKind.CONNECTORS, OLD.fileName()), whole, beside))
                .startsWith(
                        "in place of `flink-sql-connector-kafka-3.0.0-1.17.jar`: `<connector><groupId>org.apache.flink</groupId><artifactId>flink-connector-kafka</artifactId><version>3.0.0-1.17</version><transitive>true</transitive></connector>`");
        assertThat(remedies(OWN).withLibraryBeside(jar(LayerKind.CONNECTORS, OWN.fileName()), whole, beside))
                .startsWith("in place of the connector in `own-1.0.jar`: `<connector>")
                .contains("<artifactId>flink-connector-kafka</artifactId><version>5.0.0-2.2</version>");
        assertThat(remedies()
                        .withLibraryBeside(
                                jar(LayerKind.BASE, "x.jar"), "flink-sql-connector-mongodb", "flink-connector-mongodb"))
                .startsWith(
                        "in place of the connector in `x.jar`: `flink-connector-mongodb` in a version for Flink 2.2, if there is one; none is known here, with `<transitive>true</transitive>` in it, in `<connectors>`");
    }

    /** What else a jar of one's own has inside may be needed. */
    @Test
    void jarOfOnesOwnMayBeBuiltWithoutALibrary() {
        assertThat(remedies().without("kafka-clients", jar(LayerKind.EXTRA, OWN.fileName())))
                .isEqualTo(
                        "leave `own-1.0.jar` out of `<extraDirectories>` (-Dpyflink.extraDirectories), or build it without `kafka-clients` inside");
        assertThat(remedies(OWN).without("kafka-clients", jar(LayerKind.CONNECTORS, OWN.fileName())))
                .isEqualTo(remedies(OWN).without(jar(LayerKind.CONNECTORS, OWN.fileName())));
        assertThat(remedies().without("kafka-clients", jar(LayerKind.BASE, "x.jar")))
                .isEqualTo("a base without `x.jar`: `<base>` (-Dpyflink.base)");
    }

    /** What is kept of jars holds as long as what is said of them. */
    @Test
    void textsChangeWithWhatIsDeclared() {
        assertThat(remedies(OWN).shape()).hasSize(2).isNotEqualTo(remedies(OLD).shape());
    }
}
