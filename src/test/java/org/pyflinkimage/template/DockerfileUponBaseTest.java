package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.ImageSpec;

/** What the steps of a Dockerfile do with what a declared base has: they are run, in a folder that stands for the root. */
class DockerfileUponBaseTest {

    private static final String FLINK = "2.3.0";

    @TempDir
    private Path root;

    private Path pyflink;

    @BeforeEach
    void makePyFlink() throws IOException {
        assumeTrue(EntrypointFixture.isInstalled("bash"), "bash is not installed");
        pyflink = root.resolve("pyflink");
        for (String file : List.of(
                "bin/flink",
                "bin/flink.bat",
                "bin/config.sh",
                "conf/config.yaml",
                "conf/logback.xml",
                "lib/flink-dist-2.3.0.jar",
                "licenses/LICENSE.a",
                "log/old.log",
                "opt/flink-python-2.3.0.jar",
                "opt/flink-sql-client-2.3.0.jar",
                "plugins/a/a.jar",
                "table.py")) {
            write(pyflink.resolve(file), "PyFlink's");
        }
    }

    @Test
    void flinkOfPyFlinkIsTakenWhereTheBaseHasNone() throws Exception {
        Files.createDirectories(root.resolve("opt/flink/plugins"));

        moveFlink();

        assertThat(moved())
                .containsExactly(
                        "bin/config.sh",
                        "bin/flink",
                        "conf/config.yaml",
                        "conf/logback.xml",
                        "lib/flink-dist-2.3.0.jar",
                        "licenses/LICENSE.a",
                        "log/",
                        "opt/flink-python-2.3.0.jar",
                        "opt/flink-sql-client-2.3.0.jar",
                        "plugins/a/a.jar",
                        "state/",
                        "usrlib/");
        assertThat(root.resolve("tmp/flink/bin/flink")).isExecutable();
    }

    /** To it comes what PyFlink needs, and the base lacks. */
    @Test
    void flinkOfTheBaseStaysWhereItIsOfTheSameRelease() throws Exception {
        base("bin/flink", "conf/config.yaml", "lib/flink-dist-2.3.0.jar", "plugins/b/b.jar");

        moveFlink();

        assertThat(moved())
                .containsExactly(
                        "bin/config.sh",
                        "conf/logback.xml",
                        "log/",
                        "opt/flink-python-2.3.0.jar",
                        "plugins/",
                        "state/",
                        "usrlib/");
        assertThat(root.resolve("opt/flink/bin/flink")).hasContent("the base's");
        for (String part : List.of("bin", "conf", "lib", "licenses", "log", "opt", "plugins")) {
            assertThat(Files.readSymbolicLink(pyflink.resolve(part))).isEqualTo(root.resolve("opt/flink/" + part));
        }
    }

    @Test
    void wholeFlinkOfTheBaseGetsNothing() throws Exception {
        base(
                "bin/flink",
                "bin/config.sh",
                "conf/config.yaml",
                "conf/logback.xml",
                "lib/flink-dist-2.3.0.jar",
                "opt/flink-python-2.3.0.jar");

        moveFlink();

        assertThat(moved()).containsExactly("log/", "plugins/", "state/", "usrlib/");
    }

    @Test
    void flinkOfAnotherReleaseIsNoneToKeep() throws Exception {
        base("bin/flink", "lib/flink-dist-2.2.0.jar");

        moveFlink();

        assertThat(moved()).contains("lib/flink-dist-2.3.0.jar", "bin/flink");
    }

    /** Flink's folder, that of its configuration and that of logs are links, and lead where they did. */
    @Test
    void linksOfTheBaseToFoldersStay() throws Exception {
        for (String folder : List.of("opt/flink-2.3.0/lib", "etc/flink", "var/log/flink")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createSymbolicLink(root.resolve("opt/flink"), Path.of("flink-2.3.0"));
        Files.createSymbolicLink(root.resolve("opt/flink/conf"), Path.of("../../etc/flink"));
        Files.createSymbolicLink(root.resolve("opt/flink/log"), Path.of("../../var/log/flink"));
        base("lib/flink-dist-2.3.0.jar", "conf/config.yaml");
        moveFlink();
        Files.createSymbolicLink(
                Files.createDirectories(root.resolve("mnt")).resolve("flink"), Path.of("../tmp/flink"));
        write(root.resolve("mnt/files/opt/flink/conf/config.yaml"), "the image's");

        putOver();

        for (String link : List.of("opt/flink", "opt/flink/conf", "opt/flink/log")) {
            assertThat(root.resolve(link)).isSymbolicLink();
        }
        assertThat(root.resolve("opt/flink-2.3.0/lib/flink-dist-2.3.0.jar")).hasContent("the base's");
        assertThat(root.resolve("opt/flink-2.3.0/bin/flink")).isExecutable();
        assertThat(root.resolve("etc/flink/logback.xml")).hasContent("PyFlink's");
        assertThat(root.resolve("etc/flink/config.yaml")).hasContent("the image's");
    }

    /** Somebody may have unpacked one there. */
    @Test
    void whatTheBaseHasWhereFlinkIsMovedToIsNoneOfIt() throws Exception {
        write(root.resolve("tmp/flink/bin/own"), "the base's");

        moveFlink();

        assertThat(moved()).contains("bin/flink").doesNotContain("bin/own");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flink:x:9999:9999::/opt/flink:/bin/bash | flink:x:9999:  | ''
            root:x:0:0::/root:/bin/bash             | flink:x:9999:  | useradd
            flink:x:9999:9999::/opt/flink:/bin/bash | root:x:0:      | groupadd
            flink:x:99990:0::/:/bin/sh              | xflink:x:9999: | groupadd useradd
            """)
    void accountsAreMadeThatTheBaseHasNot(String user, String group, String made) throws Exception {
        write(root.resolve("etc/passwd"), user + "\n");
        write(root.resolve("etc/group"), group + "\n");

        finishSystem();

        Path calls = root.resolve("calls");
        assertThat(Files.exists(calls) ? String.join(" ", Files.readAllLines(calls)) : "")
                .isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JAVA_VERSION="17.0.13" | true
            JAVA_VERSION="17"      | true
            JAVA_VERSION=17        | true
            JAVA_VERSION="1.17.0"  | true
            JAVA_VERSION="170.1"   | false
            JAVA_VERSION="11.0.25" | false
            IMPLEMENTOR="17"       | false
            """)
    void javaOfTheSameLineStays(String release, boolean stays) throws Exception {
        Path home = root.resolve("opt/java/openjdk");
        write(home.resolve("bin/java"), "the base's");
        assertThat(home.resolve("bin/java").toFile().setExecutable(true)).isTrue();
        write(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\n" + release + "\n");

        finishSystem();

        assertThat(Files.isSymbolicLink(home)).isNotEqualTo(stays);
    }

    @Test
    void whereTheBaseHasNoJavaThePathLeadsToThatOfTheSuite() throws Exception {
        finishSystem();

        assertThat(Files.readSymbolicLink(root.resolve("opt/java/openjdk")))
                .isEqualTo(Path.of("/usr/lib/jvm/java-17-openjdk-amd64"));
    }

    private void moveFlink() throws Exception {
        String step = between(dockerfile(), "RUN rm -rf /tmp/flink", "\n\nFROM system\n");
        run("chown() { :; }; rm -rf " + root + "/tmp/flink" + step, pyflink);
    }

    /** What comes over the base's files, as far as it is unpacked. */
    private void putOver() throws Exception {
        String dockerfile = dockerfile();
        for (String name : List.of("flink", "files")) {
            String step = between(dockerfile, "target=/mnt/" + name + " \\\n", "\nRUN");
            run(step.lines().takeWhile(line -> !line.startsWith("COPY")).collect(Collectors.joining("\n")), root);
        }
    }

    /** What comes after the packages. */
    private void finishSystem() throws Exception {
        Files.createDirectories(root.resolve("etc"));
        for (String list : List.of("passwd", "group")) {
            if (Files.notExists(root.resolve("etc/" + list))) {
                write(root.resolve("etc/" + list), "");
            }
        }
        String step = between(dockerfile(), " && { grep -q", "\n\n# pip");
        String calls = "groupadd() { echo groupadd >> '%1$s'; }; useradd() { echo useradd >> '%1$s'; }; "
                .formatted(root.resolve("calls"));
        run(calls + "true && { grep -q" + step, root);
    }

    private static String between(String text, String from, String to) {
        int begin = text.indexOf(from) + from.length();
        return text.substring(begin, text.indexOf(to, begin));
    }

    /** As a builder reads it: comments between the lines of a step are none of the shell's. */
    private void run(String step, Path folder) throws Exception {
        String script = step.lines()
                .filter(line -> !line.strip().startsWith("#"))
                .collect(Collectors.joining("\n"))
                .replaceAll(
                        "(?<![a-z0-9/])/(opt/flink|opt/java|tmp/files|tmp/flink|etc|mnt)(?=[/. \n\";]|$)", root + "/$1")
                .replace("--directory=/ ", "--directory=" + root + " ");
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as(script).isZero();
    }

    private static String dockerfile() throws IOException {
        ImageSpec spec = Specs.uponABase(FLINK);
        return new ImageRendering(new Templates(Optional.empty()))
                .render(spec, Specs.plan(spec), Specs.shipped(FLINK), new ContextCopies(List.of(), false))
                .get("Dockerfile")
                .text();
    }

    private void base(String... files) throws IOException {
        for (String file : files) {
            write(root.resolve("opt/flink").resolve(file), "the base's");
        }
    }

    /** Files, and empty folders, that are copied over what the base has. */
    private List<String> moved() throws IOException {
        Path folder = root.resolve("tmp/flink");
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isDirectory(path) || isEmpty(path))
                    .map(path -> folder.relativize(path) + (Files.isDirectory(path) ? "/" : ""))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isEmpty(Path folder) {
        String[] names = folder.toFile().list();
        return names != null && names.length == 0;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
