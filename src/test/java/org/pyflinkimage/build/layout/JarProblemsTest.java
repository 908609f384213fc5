package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;

/** An image of Flink 2.2.1 on Java 17, whose distribution has {@code api/Thing} with one method, and the declared connector 1.0. */
class JarProblemsTest extends JarFixture {

    private static final String THING = "org/apache/flink/api/Thing";

    @BeforeEach
    void flink() {
        flink(ClassFile.named(THING).method("there", "()V"));
    }

    @Test
    void jarThatFitsIsNotTalkedAbout() {
        connector(factory("a/Kafka", "kafka").with(ClassFile.named("a/User").calling(THING, "there", "()V")));

        assertThat(problems()).isEmpty();
    }

    @Test
    void imageOfFlinkAloneIsNotRead() {
        assertThat(problems()).isEmpty();
        assertThat(folder.resolve("store/derived/jar")).doesNotExist();
    }

    @Test
    void problemsComeInTheOrderOfTheirCodes() {
        connector(new JarBytes()
                .with(ClassFile.named(THING).method("older", "()V").ofVersion(65))
                .with(ClassFile.named("a/User").calling(THING + "2", "gone", "()V")));

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-897", "PYF-898", "PYF-899");
    }

    @Test
    void problemsOfOneKindComeInTheOrderOfTheirPlaces() {
        for (String place : List.of("usrlib/a.jar", "plugins/p/b.jar", "lib/c.jar")) {
            add(
                    LayerKind.CONNECTORS,
                    "/opt/flink/" + place,
                    new JarBytes().with(ClassFile.named("a/A").ofVersion(65)));
        }

        assertThat(problems())
                .extracting(problem -> problem.what().replaceFirst("`(.*?)` .*", "$1"))
                .containsExactly("c.jar", "b.jar", "a.jar");
    }

    @Nested
    class References {

        @Test
        void toWhatFlinkHasNotAreCounted() {
            JarBytes jar = new JarBytes();
            for (int i = 0; i < 5; i++) {
                jar.with(ClassFile.named("a/User" + i).calling(THING, "gone" + i, "(I)V"));
            }
            connector(jar);

            assertThat(problems())
                    .singleElement()
                    .satisfies(
                            problem -> assertThat(problem.toText())
                                    .contains(
                                            "[PYF-897] `connector-1.0.jar` uses what Flink 2.2.1 has not: 5 classes, methods and fields",
                                            "`a.User0` uses `org.apache.flink.api.Thing.gone0(int)`",
                                            "and 2 more",
                                            "a version of `connector` for Flink 2.2, if there is one, in `<connectors>` (-Dpyflink.connectors)"));
        }

        @Test
        void threeAreAllShown() {
            ClassFile user = ClassFile.named("a/User");
            for (int i = 0; i < 3; i++) {
                user.calling(THING, "gone" + i, "()V");
            }
            connector(new JarBytes().with(user));

            assertThat(problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toText())
                            .contains("gone0()", "gone1()", "gone2()")
                            .doesNotContain("more"));
        }

        @Test
        void newestKnownOneForTheFlinkIsNamed() {
            image.tiny.addJar("org.apache.flink:flink-sql-connector-kafka:3.0.0-1.17", "x");
            add(
                    LayerKind.CONNECTORS,
                    LIB + "flink-sql-connector-kafka-3.0.0-1.17.jar",
                    new JarBytes().with(ClassFile.named("a/A").calling(THING, "gone", "()V")));

            assertThat(problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.remedies().get(0))
                            .startsWith("`<connector>org.apache.flink:flink-sql-connector-kafka:"));
        }

        @Test
        void methodThatGivesSomethingElseIsToldWithThat() {
            connector(new JarBytes().with(ClassFile.named("a/A").calling(THING, "there", "()I")));

            assertThat(problems())
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.toText()).contains("`int org.apache.flink.api.Thing.there()`"));
        }

        @Test
        void ofFlinksOwnReleaseAreNotJudged() {
            image.tiny.addJar("org.apache.flink:flink-table-planner_2.12:2.2.1", "x");
            add(
                    LayerKind.CONNECTORS,
                    LIB + "flink-table-planner_2.12-2.2.1.jar",
                    new JarBytes().with(ClassFile.named("a/A").calling(THING, "gone", "()V")));

            assertThat(problems()).isEmpty();
        }

        @Test
        void ofPluginsAreJudgedByFlinkAndTheirOwnJars() {
            add(
                    LayerKind.CONNECTORS,
                    "/opt/flink/plugins/p/a.jar",
                    new JarBytes()
                            .with(ClassFile.named("a/A")
                                    .calling(THING + "2", "x", "()V")
                                    .calling(THING, "gone", "()V")));
            add(
                    LayerKind.CONNECTORS,
                    "/opt/flink/plugins/p/b.jar",
                    new JarBytes().with(ClassFile.named(THING + "2").method("x", "()V")));

            assertThat(problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toText())
                            .contains("`a.jar` uses", "a class, a method or a field", "Thing.gone()"));
        }

        @Test
        void toWhatFlinkHasInOptMayBeThere() {
            add(
                    LayerKind.FLINK,
                    "/opt/flink/opt/flink-python-2.2.1.jar",
                    new JarBytes()
                            .with(
                                    ClassFile.named("org/apache/flink/api/Python"),
                                    ClassFile.named("org/apache/flink/py/A")));
            connector(new JarBytes()
                    .with(ClassFile.named("a/A")
                            .calling("org/apache/flink/api/Python", "m", "()V")
                            .calling("org/apache/flink/py/Gone", "m", "()V")));

            assertThat(problems()).isEmpty();
        }

        /** File systems of that folder are for {@code plugins}, and what others put there is not for whoever names Flink's. */
        @ParameterizedTest
        @CsvSource({
            "FLINK, flink-python-2.2.1.jar, 0",
            "FLINK, flink-s3-fs-hadoop-2.2.1.jar, 1",
            "CONNECTORS, flink-python-2.2.1.jar, 1"
        })
        void toWhatElseLiesInOptAreTold(LayerKind layer, String name, int count) {
            String type = "org/apache/flink/api/Optional";
            add(
                    layer,
                    "/opt/flink/opt/" + name,
                    new JarBytes().with(ClassFile.named(type).method("m", "()V")));
            connector(new JarBytes().with(ClassFile.named("a/A").calling(type, "m", "()V")));

            assertThat(problems()).hasSize(count);
        }
    }

    @Nested
    class Versions {

        @ParameterizedTest
        @CsvSource({"60, 0", "61, 0", "62, 1", "65, 1"})
        void aboveTheJavaOfTheImageAreTold(int version, int count) {
            connector(new JarBytes().with(ClassFile.named("a/A").ofVersion(version)));

            assertThat(problems()).hasSize(count);
        }

        @Test
        void javaAndAnotherJarAreNamed() {
            connector(new JarBytes().with(ClassFile.named("a/A").ofVersion(65)));

            assertThat(problems().get(0).toText())
                    .contains(
                            "[PYF-898] `connector-1.0.jar` is compiled for Java 21, and the image has 17",
                            "`a.A` ends with UnsupportedClassVersionError",
                            "-Dpyflink.java=21");
        }

        /** Less than a tenth of a jar is there for whoever has that Java. */
        @ParameterizedTest
        @CsvSource({"9, 1", "10, 0", "20, 0"})
        void singleClassesAreThereForWhoeverHasThatJava(int others, int count) {
            JarBytes jar = new JarBytes().with(ClassFile.named("a/New").ofVersion(65));
            for (int i = 0; i < others; i++) {
                jar.with(ClassFile.named("a/A" + i));
            }
            connector(jar);

            assertThat(problems()).hasSize(count);
        }
    }

    @Nested
    class Classes {

        @Test
        void ofFlinksCoreInAnotherVersionAreTold() {
            connector(new JarBytes().with(ClassFile.named(THING).method("older", "()V")));

            assertThat(problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toText())
                            .contains(
                                    "[PYF-899] `connector-1.0.jar` brings a class of Flink's own in another version than `flink-dist-2.2.1.jar`",
                                    "`org.apache.flink.api.Thing`"));
        }

        @ParameterizedTest
        @CsvSource({
            "org/apache/flink/connector/base/A",
            "org/apache/flink/formats/json/A",
            "org/apache/flink/shaded/guava/A",
            "a/A"
        })
        void thatConnectorsAlwaysBringAreUsual(String name) {
            add(LayerKind.FLINK, LIB + "flink-more.jar", new JarBytes().with(ClassFile.named(name)));
            connector(new JarBytes().with(ClassFile.named(name).method("m", "()V")));

            assertThat(problems()).isEmpty();
        }

        @Test
        void areToldWhicheverJarComesFirst() {
            add(
                    LayerKind.CONNECTORS,
                    LIB + "later.jar",
                    new JarBytes().with(ClassFile.named(THING).method("m", "()V")));

            assertThat(problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.what())
                            .startsWith("`later.jar` brings a class of Flink's own in another version than"));
        }

        /** The class loader of a job asks that of Flink for them first. */
        @ParameterizedTest
        @CsvSource({"JOB", "CONNECTORS"})
        void besideTheJobGiveWayToFlinks(LayerKind layer) {
            add(
                    layer,
                    "/opt/flink/usrlib/own.jar",
                    new JarBytes().with(ClassFile.named(THING).method("older", "()V")));

            assertThat(problems()).isEmpty();
        }

        @Test
        void ofFlinksOwnReleaseAreNotJudged() {
            image.tiny.addJar("org.apache.flink:flink-table-planner_2.12:2.2.1", "x");
            add(
                    LayerKind.CONNECTORS,
                    LIB + "flink-table-planner_2.12-2.2.1.jar",
                    new JarBytes().with(ClassFile.named(THING).method("m", "()V")));

            assertThat(problems()).isEmpty();
        }

        @Test
        void inTheSameVersionDoNoHarm() {
            connector(new JarBytes().with(ClassFile.named(THING).method("there", "()V")));

            assertThat(problems()).isEmpty();
        }
    }
}
