package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;

/** Jars whose factories get into each other's way, in an image of Flink with the declared connector 1.0. */
class JarFactoriesTest extends JarFixture {

    @BeforeEach
    void flink() {
        flink(ClassFile.named("org/apache/flink/A"));
    }

    /** Flink's scripts take what is called a jar. */
    @Test
    void linkIsAJarByItsOwnName() {
        connector(factory("a/Kafka", "kafka"));
        add(LayerKind.EXTRA, "/opt/jars/other.jar", factory("b/Kafka", "kafka"));
        image.link(LIB + "other.jar.off", "/opt/jars/other.jar");
        assertThat(problems()).isEmpty();

        image.link(LIB + "other.jar", "/opt/jars/other.jar");

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-896");
    }

    @Test
    void twoOfOneIdentifierAreToldOncePerPair() {
        connector(factory("a/Kafka", "kafka").with(ClassFile.named("a/Plain")));
        add(LayerKind.CONNECTORS, LIB + "other.jar", factory("b/Kafka", "kafka"));

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.toText())
                    .contains(
                            "[PYF-896] `connector-1.0.jar` and `other.jar` bring the same: `kafka`",
                            "`a.Kafka` of the one and `b.Kafka` of the other answer to it: Flink ends with `Multiple factories for identifier`",
                            "leave `<connector>org.example:connector:1.0</connector>` out of `<connectors>` (-Dpyflink.connectors); or",
                            "`<rules><PYF-896>off</PYF-896></rules>` (-Dpyflink.rules.PYF-896=off)");
        });
    }

    @Test
    void sameClassInTwoVersionsIsTold() {
        connector(factory("a/Kafka", "kafka").with(ClassFile.named("a/Sink")));
        add(
                LayerKind.CONNECTORS,
                LIB + "other.jar",
                factory("a/Kafka", "kafka").with(ClassFile.named("a/Sink").method("m", "()V")));

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                "[PYF-896] `connector-1.0.jar` and `other.jar` bring the same: `kafka`",
                                "both have `a.Kafka`, in different versions"));
    }

    @Test
    void oneThatAnswersToNothingKnownIsCalledByItsClass() {
        JarBytes jar = new JarBytes().service(Service.FACTORY, "a.Sink");
        connector(jar.with(ClassFile.named("a/Sink")));
        add(
                LayerKind.CONNECTORS,
                LIB + "other.jar",
                new JarBytes()
                        .service(Service.FACTORY, "a.Sink")
                        .with(ClassFile.named("a/Sink").method("m", "()V")));

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).endsWith("bring the same: `Sink`"));
    }

    @Test
    void classThatOnlyOneJarRegistersIsNoRival() {
        connector(factory("a/Kafka", "kafka"));
        add(
                LayerKind.CONNECTORS,
                LIB + "other.jar",
                factory("b/Other", "other").with(ClassFile.named("a/Kafka").method("m", "()V")));

        assertThat(problems()).isEmpty();
    }

    /** A format that several jars bring, all of them in the same version, whatever else they have. */
    @Test
    void sameClassInOneVersionDoesNoHarm() {
        connector(factory("a/Json", "json").with(ClassFile.named("b/More").method("m", "()V")));
        add(LayerKind.CONNECTORS, LIB + "other.jar", factory("a/Json", "json").with(ClassFile.named("b/More")));

        assertThat(problems()).isEmpty();
    }

    @Test
    void oneIdentifierForDifferentThingsIsUsual() {
        connector(factory("a/Json", "json"));
        add(
                LayerKind.CONNECTORS,
                LIB + "other.jar",
                new JarBytes()
                        .service(Service.FACTORY, "b.Json")
                        .with(ClassFile.named("b/Json")
                                .implementing("org/apache/flink/table/factories/CatalogFactory")
                                .giving("factoryIdentifier", "json")));

        assertThat(problems()).isEmpty();
    }

    @Test
    void oneThatFlinkBringsIsLeftOut() {
        add(LayerKind.FLINK, LIB + "flink-connector-files-2.2.1.jar", factory("f/Files", "filesystem"));
        connector(factory("a/Files", "filesystem"));

        assertThat(problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.remedies().get(0))
                                .isEqualTo(
                                        "leave `<connector>org.example:connector:1.0</connector>` out of `<connectors>` (-Dpyflink.connectors)"));
    }

    @Test
    void fileSystemsOfOneSchemeAreToldWhereTheyShareAClassPath() {
        for (String place : List.of("lib", "plugins/s3")) {
            add(
                    LayerKind.CONNECTORS,
                    "/opt/flink/%s/a-fs.jar".formatted(place),
                    new JarBytes()
                            .service(Service.FILE_SYSTEM, "a.S3")
                            .with(ClassFile.named("a/S3").giving("getScheme", "s3")));
        }
        assertThat(problems()).isEmpty();

        connector(new JarBytes()
                .service(Service.FILE_SYSTEM, "b.S3")
                .with(ClassFile.named("b/S3").giving("getScheme", "s3")));

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains("Flink takes either, and tells nobody"));
    }

    @Test
    void jobsJarCountsOnceAlthoughALinkLeadsToIt() {
        add(LayerKind.JOB, "/opt/flink/usrlib/own.jar", factory("b/Kafka", "kafka"));
        image.link(LIB + "own.jar", "/opt/flink/usrlib/own.jar");
        assertThat(problems()).isEmpty();

        connector(factory("a/Kafka", "kafka"));

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies().get(0))
                        .contains("leave `own.jar` out of the job: by `<jars>` (-Dpyflink.jars)"));
    }

    private static JarBytes twinCatalogs() {
        String catalogs = "org/apache/flink/table/factories/CatalogFactory";
        return new JarBytes()
                .service(Service.FACTORY, "a.Old", "b.New", "c.Table")
                .with(ClassFile.named("a/Old").implementing(catalogs).giving("factoryIdentifier", "jdbc"))
                .with(ClassFile.named("b/New").implementing(catalogs).giving("factoryIdentifier", "jdbc"))
                .with(factoryClass("c/Table", "jdbc"));
    }

    /** {@code flink-connector-jdbc} 3.3.0-1.20 does so, and its tables work. */
    @Test
    void twoCatalogsOfOneJarAreToldWhereTheJobMakesOne() {
        String jar = "org.apache.flink:flink-connector-jdbc:3.3.0-1.20";
        image.tiny.addJar(jar, "x");
        add(LayerKind.CONNECTORS, LIB + "flink-connector-jdbc-3.3.0-1.20.jar", twinCatalogs());
        source("table.sql", "... 'connector' = 'jdbc'\n");
        assertThat(problems()).extracting(Problem::code).doesNotContain("PYF-896");

        source("catalog.sql", "CREATE CATALOG c WITH ('type' = 'jdbc')\n");
        assertThat(problems())
                .filteredOn(problem -> problem.code().equals("PYF-896"))
                .singleElement()
                .extracting(Problem::toText, STRING)
                .contains(
                        "[PYF-896] `flink-connector-jdbc-3.3.0-1.20.jar` brings two catalogs of one name: `jdbc`",
                        "`catalog.sql` makes one: Flink ends with `Multiple factories for identifier`, as `a.Old` and `b.New` answer to it",
                        "`<connector>org.apache.flink:flink-connector-jdbc-core:3.3.0-1.20</connector>` and that of each database",
                        "<PYF-896>off");
    }

    @Test
    void twoCatalogsOfAnyJarHaveAWayOut() {
        connector(twinCatalogs());
        source("catalog.sql", "CREATE CATALOG c WITH ('type' = 'jdbc')\n");

        assertThat(problems())
                .filteredOn(problem -> problem.code().equals("PYF-896"))
                .singleElement()
                .extracting(Problem::toText, STRING)
                .contains("a version of `connector` for Flink 2.2, if there is one");
    }
}
