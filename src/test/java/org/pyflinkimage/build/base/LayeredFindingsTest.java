package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.BaseShape;
import org.pyflinkimage.elf.LoaderPath;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** What is found where, in bases that are told apart by little. */
class LayeredFindingsTest extends LayeredBaseFixture {

    private static final String CRYPT = "usr/lib/x86_64-linux-gnu/libcrypt.so.1";

    private final List<Problem> found = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opt/app/lib/libcrypt.so.1",
                "usr/share/libcrypt.so.1",
                "usr/lib/libcrypt.so.1/note",
                "usr/lib/libcrypt.so.1 -> gone"
            })
    void libraryThatTheLoaderDoesNotFindIsNone(String file) {
        assertThat(codes(BaseShape.temurin().without(CRYPT).file(file))).containsExactly("PYF-934");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usr/lib64/libcrypt.so.1 -> libcrypt.so.1.1.0 | usr/lib64/libcrypt.so.1.1.0 | {}
            usr/lib/aarch64-linux-gnu/libcrypt.so.1      | etc/a                       | {}
            opt/app/lib/libcrypt.so.1                    | etc/a                       | {"Env":["LD_LIBRARY_PATH=:lib:/opt/app/lib/"]}
            opt/app/lib/libcrypt.so.1 | etc/ld.so.conf.d/app.conf = # ours;/opt/app/lib # here; | {}
            opt/app/lib/libcrypt.so.1 | etc/ld.so.conf = include ld.so.conf.d/*.conf;/opt/app/lib; | {}
            """)
    void libraryOfTheLoadersFoldersIsFound(String file, String further, String configuration) {
        BaseShape shape = BaseShape.temurin()
                .without(CRYPT)
                .file(file)
                .file(further.replace(";", "\n"))
                .configured(configuration);

        assertThat(codes(shape)).isEmpty();
    }

    @Test
    void fileThatTheLoaderPassesOverSaysNothing() {
        assertThat(codes(BaseShape.temurin()
                        .without(CRYPT)
                        .file("opt/app/lib/libcrypt.so.1")
                        .file("etc/ld.so.conf.d/app.conf.off = /opt/app/lib\n")))
                .containsExactly("PYF-934");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, PYF-934"})
    void fileForTheLoaderIsReadUpToABound(int more, String expected) {
        String folder = "/opt/app/lib\n#";
        String comment = "x".repeat(LoaderPath.LARGEST_FILE - folder.length() + more);
        BaseShape shape = BaseShape.temurin()
                .without(CRYPT)
                .file("opt/app/lib/libcrypt.so.1")
                .file("etc/ld.so.conf.d/app.conf = " + folder + comment);

        assertThat(String.join(" ", codes(shape))).isEqualTo(expected);
    }

    @Test
    void oldestGlibcThatItRunsOnIsEnough() {
        assertThat(codes(BaseShape.temurin().glibc("2.17-1"))).isEmpty();
    }

    @Test
    void partsOfAFlinkAreNamedWhereTheyHaveFiles() {
        assertThat(codes(BaseShape.temurin().file("opt/flink/lib/own.jar").file("opt/flink/opt/own.jar")))
                .containsExactly("PYF-915");
        assertThat(found.get(0).why()).contains("there is `lib`, `opt`");
    }

    @ParameterizedTest
    @CsvSource({"2.2.1, PYF-919", "2.2.0, PYF-920"})
    void pyFlinkOfTheImagesReleaseIsNoOther(String version, String expected) {
        BaseShape shape = BaseShape.temurin()
                .file("usr/local/bin/python3.12")
                .file("usr/local/lib/python3.12/site-packages/apache_flink-%s.dist-info/METADATA".formatted(version));

        assertThat(String.join(" ", codes(shape))).isEqualTo(expected);
    }

    /** What its suite has is there, and broken. */
    @Test
    void javaThatIsWantedIsNoOtherJava() {
        assertThat(codes(BaseShape.debian().installed("openjdk-17-jre-headless", "17.0.13+11-2")))
                .containsExactly("PYF-924");
        assertThat(found.get(0).toText()).doesNotContain("-Dpyflink.java=17");
    }

    @Test
    void javaHomeOfAnotherLineGivesWayToTheJavaOfTheLine() {
        ImageReference base = BaseShape.temurin()
                .file("usr/lib/jvm/old/bin/java")
                .file("usr/lib/jvm/old/release = JAVA_VERSION=\"11.0.25\"\n")
                .configured("{\"Env\":[\"JAVA_HOME=/usr/lib/jvm/old\"]}")
                .tagged(registry);

        assertThat(choose(base).system().base().orElseThrow().javaHome()).hasToString("/opt/java/openjdk");
    }

    @Test
    void javaThatTheImagesPathFindsFirstIsWarnedOf() {
        BaseShape shape = BaseShape.temurin()
                .file("usr/lib/jvm/old/bin/java")
                .file("usr/lib/jvm/old/release = JAVA_VERSION=\"11.0.25\"\n")
                .file("usr/local/bin/java -> /usr/lib/jvm/old/bin/java");

        assertThat(codes(shape)).containsExactly("PYF-923");
        assertThat(found).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.toText()).contains("Java 11.0.25", "`/usr/local/bin/java`", "the image's is Java 17");
        });
    }

    @Test
    void javaOfTheLineMayBeFirst() {
        assertThat(codes(BaseShape.temurin()
                        .file("usr/lib/jvm/old/bin/java")
                        .file("usr/lib/jvm/old/release = JAVA_VERSION=\"11.0.25\"\n")
                        .file("usr/local/bin/java -> /opt/java/openjdk/bin/java")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opt/java:17", "/opt/java\u200b", "/opt/java\u202e"})
    void javaHomeThatNoLockFileTakesGivesWayToTheFolderItLeadsTo(String home) {
        ImageReference base = BaseShape.temurin()
                .file(home.substring(1) + " -> /opt/java/openjdk")
                .configured("{\"Env\":[\"JAVA_HOME=%s\"]}".formatted(home))
                .tagged(registry);

        assertThat(choose(base).system().base().orElseThrow().javaHome()).hasToString("/opt/java/openjdk");
    }

    @Test
    void javaInAFolderThatPathDoesNotTakeIsToldAsThat() {
        BaseShape shape = BaseShape.debian()
                .file("opt/java:17/bin/java")
                .file("opt/java:17/release = JAVA_VERSION=\"17.0.13\"\n")
                .configured("{\"Env\":[\"JAVA_HOME=/opt/java:17\"]}");

        assertThat(codes(shape)).containsOnly("PYF-924");
        assertThat(found.get(0).toText())
                .contains("no Java 17 in a folder that can be `JAVA_HOME`", "in /opt/java:17", "no colon")
                .doesNotContain("-Dpyflink.java=17");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            opt/                  | 0750 | 0    | 0    | `/opt`
            opt/                  | 0700 | 0    | 0    | `/opt`
            opt/java/             | 0750 | 100  | 100  | `/opt/java`
            opt/java/openjdk/bin/ | 0654 | 9999 | 0    | `/opt/java/openjdk/bin`
            opt/java/openjdk/     | 0705 | 0    | 9999 | `/opt/java/openjdk`
            """)
    void folderOnTheWayThatOthersCannotEnterIsRefused(String name, String mode, int user, int group, String told) {
        ImageReference base = shape(name, mode, user, group);

        PyFlinkException e = catchThrowableOfType(PyFlinkException.class, () -> choose(base));

        assertThat(e.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-939");
            assertThat(problem.toText()).contains("cannot enter " + told + " of the base", "chmod o+x", "9999");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            opt/       | 0711 | 0    | 0
            opt/       | 0700 | 9999 | 0
            opt/java/  | 0710 | 0    | 9999
            root/      | 0700 | 0    | 0
            opt/flink/ | 0700 | 0    | 0
            """)
    void folderThatHeCanEnterOrNeedNotIsNone(String name, String mode, int user, int group) {
        assertThat(choose(shape(name, mode, user, group)).system().base()).isPresent();
    }

    /** Not the user that images have without a declared one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            opt/ | 0750 | 0    | 9    | 1234   | 1234
            opt/ | 0700 | 9999 | 9999 | 1234:5 | 1234:5
            opt/ | 0750 | 0    | 7    | 1234:7 | -
            opt/ | 0700 | 1234 | 0    | 1234   | -
            opt/ | 0700 | 9999 | 9999 | root   | -
            opt/ | 0700 | 0    | 0    | flink  | 9999:9999
            """)
    void foldersAreClosedToWhoRunsTheImage(
            String name, String mode, int user, int group, String declared, @Nullable String told) {
        ImageSpec spec = upon(shape(name, mode, user, group));
        ImageSpec ofUser =
                spec.with(spec.settings().withContainer(new ContainerSpec(Map.of(), ContainerUser.parse(declared))));

        PyFlinkException e =
                catchThrowableOfType(PyFlinkException.class, () -> bases(false).choose(ofUser, problems -> problems));

        assertThat(e == null ? "" : e.problems().get(0).what())
                .contains(told == null ? "" : "the user `%s` cannot enter `/opt` of the base".formatted(told));
        assertThat(e == null).isEqualTo(told == null);
    }

    private ImageReference shape(String name, String mode, int user, int group) {
        return BaseShape.temurin()
                .in(registry)
                .layer(new ForeignLayer().folder(name, Integer.parseInt(mode, 8), user, group), "gzip")
                .tagged("1", "amd64");
    }

    private List<String> codes(BaseShape shape) {
        ImageReference base = shape.tagged(registry);
        try {
            choose(base);
        } catch (PyFlinkException e) {
            return e.problems().stream().map(Problem::code).toList();
        }
        return found.stream().map(Problem::code).toList();
    }

    private ChosenBase choose(ImageReference base) {
        return bases(false).choose(upon(base), problems -> {
            found.addAll(problems);
            return problems;
        });
    }
}
