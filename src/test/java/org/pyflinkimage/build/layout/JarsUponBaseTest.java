package org.pyflinkimage.build.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;

/** An image upon a base with Flink 2.2.1, whose distribution has {@code api/Thing} with one method. */
class JarsUponBaseTest extends JarFixture {

    private static final String THING = "org/apache/flink/api/Thing";

    private final List<String> read = new ArrayList<>();

    private static byte[] thingWith(String method) {
        return new JarBytes().with(ClassFile.named(THING).method(method, "()V")).bytes();
    }

    private static byte[] userOf(String method) {
        return new JarBytes()
                .with(ClassFile.named("a/User").calling(THING, method, "()V"))
                .bytes();
    }

    private void ofBase(String path, byte[] bytes) {
        image.add(LayerKind.BASE, path, new Content.Below(bytes.length, path, () -> {
            read.add(path);
            return new ByteArrayInputStream(bytes);
        }));
    }

    @Test
    void connectorIsHeldAgainstTheFlinkOfTheBase() {
        ofBase(DIST, thingWith("there"));
        image.pyflink(DIST, thingWith("there"));
        image.add(LayerKind.CONNECTORS, JarImage.CONNECTOR, userOf("gone"));

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                "[PYF-897] `connector-1.0.jar` uses what Flink 2.2.1 has not: a class, a method or a field",
                                "`a.User` uses `org.apache.flink.api.Thing.gone()`"));
    }

    /** As large as the one in PyFlink's packages it is the same, and no layer of the base is read for it. */
    @Test
    void jarThatPyFlinkHasTooIsNotReadOfTheBase() {
        ofBase(DIST, thingWith("there"));
        image.pyflink(DIST, thingWith("there"));
        image.add(LayerKind.CONNECTORS, JarImage.CONNECTOR, userOf("there"));

        assertThat(problems()).isEmpty();
        assertThat(read).isEmpty();
    }

    @Test
    void flinkThatATeamHasBuiltItselfIsRead() {
        ofBase(DIST, thingWith("added_by_the_team"));
        image.pyflink(DIST, thingWith("there"));
        image.add(LayerKind.CONNECTORS, JarImage.CONNECTOR, userOf("added_by_the_team"));

        assertThat(problems()).isEmpty();
        assertThat(read).containsExactly(DIST);
    }

    @Test
    void flinkAloneIsNotRead() {
        ofBase(DIST, thingWith("there"));
        ofBase("/opt/flink/opt/flink-sql-gateway-2.2.1.jar", thingWith("there"));

        assertThat(problems()).isEmpty();
        assertThat(read).isEmpty();
    }

    /** What is released with Flink is made to fit, wherever a team has put it; others have versions of their own. */
    @ParameterizedTest
    @CsvSource({
        "lib/flink-sql-avro-2.2.1.jar,             false",
        "lib/flink-connector-kafka-4.0.1-2.0.jar,  true",
        "lib/flink-sql-connector-kafka-2.2.1.jar,  true",
        "lib/flink-connector-files-2.2.1.jar,      false",
        "lib/acme.jar,                             true",
        "plugins/acme/acme-2.2.1.jar,              true",
        "usrlib/acme.jar,                          true",
        "opt/acme.jar,                             false",
    })
    void jarsThatATeamHasPutIntoTheBaseAreJudgedToo(String path, boolean isTold) {
        ofBase(DIST, thingWith("there"));
        image.pyflink(DIST, thingWith("there"));
        ofBase("/opt/flink/" + path, userOf("gone"));

        assertThat(problems())
                .hasSize(isTold ? 1 : 0)
                .allSatisfy(problem -> assertThat(problem.toText())
                        .contains("[PYF-897]", "is made for Flink 2.2: `<base>` (-Dpyflink.base)"));
    }

    @Test
    void jarOfTheBaseThatIsForAnotherJavaIsTold() {
        ofBase(DIST, thingWith("there"));
        image.pyflink(DIST, thingWith("there"));
        ofBase(
                LIB + "acme.jar",
                new JarBytes().with(ClassFile.named("a/New").ofVersion(65)).bytes());

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("[PYF-898]", "a base with another version of `acme.jar`, which Java 17 reads"));
    }

    @Test
    void jarBesideAPluginOfTheBasesFlinkIsNotHeldAgainstThat() {
        ofBase(DIST, thingWith("there"));
        image.pyflink(DIST, thingWith("there"));
        ofBase("/opt/flink/plugins/gs/flink-gs-fs-hadoop-2.2.1.jar", thingWith("there"));
        image.add(LayerKind.CONNECTORS, "/opt/flink/plugins/gs/own.jar", userOf("there"));

        assertThat(problems()).isEmpty();
        assertThat(read).isEmpty();
    }

    /** What a link leads to is one jar. */
    @Test
    void jarOfFlinkThatIsLinkedToIsOne() {
        ofBase(DIST, thingWith("there"));
        image.pyflink(DIST, thingWith("there"));
        image.link("/opt/flink/usrlib/flink-dist-2.2.1.jar", "../lib/flink-dist-2.2.1.jar");

        assertThat(problems()).isEmpty();
        assertThat(read).isEmpty();
    }

    /** What a job has is found behind a link, too. */
    @Test
    void jobBesideABaseBehindALinkMayBringJars() {
        image.folderLink("/opt/flink", "flink-2.2.1");
        ofBase("/opt/flink-2.2.1/lib/flink-dist-2.2.1.jar", thingWith("there"));
        image.pyflink(DIST, thingWith("there"));
        image.add(LayerKind.JOB, "/opt/flink/usrlib/job.py", "url = 'jdbc:postgresql://x/y'\n".getBytes(UTF_8));
        image.add(
                LayerKind.CONNECTORS,
                JarImage.CONNECTOR,
                new JarBytes()
                        .service(Service.FACTORY, "a.Jdbc")
                        .with(ClassFile.named("a/Jdbc")
                                .implementing("org/apache/flink/table/factories/DynamicTableSinkFactory")
                                .giving("factoryIdentifier", "jdbc"))
                        .bytes());

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-900");
    }

    /** The official images have their Flink in a folder by its version in some teams' bases. */
    @Test
    void flinkBehindALinkIsFound() {
        image.folderLink("/opt/flink", "flink-2.2.1");
        ofBase("/opt/flink-2.2.1/lib/flink-dist-2.2.1.jar", thingWith("there"));
        image.pyflink(DIST, thingWith("there"));
        image.add(LayerKind.CONNECTORS, JarImage.CONNECTOR, userOf("gone"));

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-897");
        assertThat(read).isEmpty();
    }
}
