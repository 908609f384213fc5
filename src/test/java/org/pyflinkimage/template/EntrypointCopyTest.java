package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkVersion;

/** How the entrypoint leaves the image's own files alone. */
class EntrypointCopyTest extends EntrypointFixture {

    @Nested
    class ReadOnlyImage {

        @Test
        void configurationOfTheImageIsNeverChanged() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("FLINK_PROPERTIES", "b: 2");

            Run first = run(NEW, "", "jobmanager");
            Run second = run(NEW, "", "jobmanager");

            assertThat(Files.readString(home.resolve("conf/config.yaml"))).isEqualTo("a: 1\n");
            assertThat(linesOf(second)).isEqualTo(linesOf(first)).containsOnlyOnce("b: 2");
            assertThat(Path.of(first.value("conf"))).hasParent(scratch);
        }

        @Test
        void copyHasTheOtherFilesToo() throws Exception {
            configure(NEW, "a: 1\n");

            Run run = run(NEW, "", "jobmanager");

            assertThat(Path.of(run.value("conf")).resolve("log4j-console.properties"))
                    .hasContent("rootLogger.level = INFO\n");
        }

        @Test
        void mountedConfigMapOfLinksIsCopiedAsFiles() throws Exception {
            Path mounted = Files.createDirectories(folder.resolve("mounted/..data"));
            write(mounted.resolve("config.yaml"), "a: mounted\n");
            Files.createSymbolicLink(mounted.resolveSibling("config.yaml"), Path.of("..data/config.yaml"));
            mounted.resolve("config.yaml").toFile().setReadOnly();
            environment.put("FLINK_CONF_DIR", mounted.getParent().toString());
            environment.put("FLINK_PROPERTIES", "b: 2");

            Run run = run(NEW, "", "jobmanager");

            assertThat(settingsOf(run)).containsEntry("a", "mounted").containsEntry("b", "2");
            assertThat(Path.of(run.value("conf")).resolve("config.yaml"))
                    .isRegularFile()
                    .isWritable();
        }

        @Test
        void placeThatCannotBeWrittenToIsAnErrorThatSaysWhatToMount() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("TMPDIR", folder.resolve("missing").toString());

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.errors()).contains("--tmpfs " + folder.resolve("missing"));
        }

        @Test
        void logsGoWhereTheyCanBeWritten() throws Exception {
            configure(NEW, "a: 1\n");

            assertThat(run(NEW, "", "jobmanager").value("log")).isEmpty();
            Files.delete(home.resolve("log"));
            assertThat(run(NEW, "", "jobmanager").value("log")).isEqualTo(scratch + "/flink-log");
            assertThat(scratch.resolve("flink-log")).isDirectory();
            environment.put("FLINK_LOG_DIR", "/elsewhere");
            assertThat(run(NEW, "", "jobmanager").value("log")).isEqualTo("/elsewhere");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                2.3.0  | env.log.dir: /of/the/file          |
                2.3.0  | a: 1                               | env.log.dir: '/of/the/variable' # x
                1.17.1 | a: 1                               | env.log.dir: /of/the/variable
                1.17.1 | '  env.log.dir : /of/the/file'     |
                """)
        void logsGoWhereTheConfigurationSays(String version, String file, String property) throws Exception {
            FlinkVersion flink = FlinkVersion.parse(version).orElseThrow();
            configure(flink, file + "\n");
            environment.put("FLINK_PROPERTIES", property == null ? "" : property);
            takeWritePermissions();

            assertThat(run(flink, "", "jobmanager").value("log")).isEmpty();
        }

        @Test
        void missingConfigurationIsAnError() throws Exception {
            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.errors()).contains("there is no " + home + "/conf/config.yaml");
        }
    }

    /** Containers start again, and shells run {@code flink} in them: what that writes below /tmp may not grow. */
    @Nested
    class Remains {

        @ParameterizedTest
        @ValueSource(strings = {"a: 1\n", "a: ${V}\n", "a:\n  b: 1\n", "a: [1]\n"})
        void ofFurtherStartsAreNone(String file) throws Exception {
            configure(NEW, file);
            write(home.resolve("conf/further/x.txt"), "x");
            environment.put("V", "v");
            environment.put("FLINK_PROPERTIES", "b: 2");
            environment.put("ENABLE_BUILT_IN_PLUGINS", "x.jar");
            write(home.resolve("opt/x.jar"), "");
            takeWritePermissions();

            Run first = run(NEW, "", "jobmanager");
            List<Path> left = everything();
            Run second = run(NEW, "", "jobmanager");
            run(NEW, "", "bash", "-c", "true");
            Run third = run(NEW, "", "jobmanager");

            assertThat(left).anyMatch(path -> path.endsWith("x.txt"));
            assertThat(second.value("conf")).isEqualTo(first.value("conf"));
            assertThat(third.value("plugins")).isEqualTo(first.value("plugins")).startsWith(scratch.toString());
            assertThat(everything().stream().filter(path -> path.endsWith("config.yaml")))
                    .hasSize(2);
            assertThat(left).isSubsetOf(everything());
        }

        @Test
        void directoryIsAnotherWhereWhatLiesInItIs() throws Exception {
            configure(NEW, "a: 1\n");
            String first = run(NEW, "", "jobmanager").value("conf");
            environment.put("FLINK_PROPERTIES", "b: 2");
            Path second = Path.of(run(NEW, "", "jobmanager").value("conf"));
            write(second.resolve("config.yaml"), "b: changed\n");

            Run third = run(NEW, "", "jobmanager");

            assertThat(second).isNotEqualTo(Path.of(first));
            assertThat(third.value("conf")).isNotEqualTo(second.toString());
            assertThat(linesOf(third)).contains("b: 2");
        }

        @Test
        void directoryThatSomeoneElseMadeIsNotUsed() throws Exception {
            configure(NEW, "a: 1\n");
            Path first = Path.of(run(NEW, "", "jobmanager").value("conf"));
            Path elsewhere = folder.resolve("elsewhere");
            Files.move(first, elsewhere);
            Files.createSymbolicLink(first, elsewhere);

            assertThat(run(NEW, "", "jobmanager").value("conf")).isNotEqualTo(first.toString());
        }

        @Test
        void ofAStartThatFailsAreNone() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("ENABLE_BUILT_IN_PLUGINS", "missing.jar");
            takeWritePermissions();

            assertThat(run(NEW, "", "jobmanager").status()).isEqualTo(1);
            assertThat(scratch).isEmptyDirectory();
        }

        private List<Path> everything() throws IOException {
            try (Stream<Path> paths = Files.walk(scratch)) {
                return paths.sorted().toList();
            }
        }
    }

    @Nested
    class WhatCannotBeCopied {

        @Test
        void isSaidAndLeftOut() throws Exception {
            configure(NEW, "a: 1\n");
            Path link = Files.createSymbolicLink(home.resolve("conf/key.jks"), Path.of("..data/key.jks"));
            Files.createDirectory(home.resolve("conf/more"));
            Files.createSymbolicLink(home.resolve("conf/more/x"), Path.of("nowhere"));
            write(home.resolve("conf/more/y"), "y");

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isZero();
            assertThat(run.errors())
                    .contains(
                            "WARNING: " + link + " is left out: it is a link to ..data/key.jks, and that is not there")
                    .contains("WARNING: " + home + "/conf/more is not copied whole: ");
            assertThat(Path.of(run.value("conf")).resolve("more/y")).hasContent("y");
        }

        @Test
        void isAnErrorWhereItIsTheConfiguration() throws Exception {
            configure(NEW, "a: 1\n");
            takeWritePermissions();
            Files.setPosixFilePermissions(
                    home.resolve("conf/config.yaml"), PosixFilePermissions.fromString("-w-------"));

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.errors()).contains("ERROR: " + home + "/conf/config.yaml cannot be read by user ");
        }
    }

    @Nested
    class MountedConfiguration {

        /** Flattening is Flink's own work; here something else answers for it, as Flink 2.3.0 was seen to answer. */
        @BeforeEach
        void java() throws IOException {
            Path java = folder.resolve("java/bin/java");
            program(java, """
                            #!/bin/sh
                            echo 'INFO  [] - Loading configuration property: rest.port, 8081'
                            echo "BASH_JAVA_UTILS_EXEC_RESULT:rest.port: 8081"
                            echo "BASH_JAVA_UTILS_EXEC_RESULT:env.java.opts.all: %s"
                            """.formatted(OPENS));
            environment.put("JAVA_HOME", java.getParent().getParent().toString());
        }

        @Test
        void nestedFileIsFlattenedByFlinkFirst() throws Exception {
            configure(NEW, "rest:\n  port: 8081\nenv:\n  java:\n    opts:\n      all: " + OPENS + "\n");
            environment.put("FLINK_PROPERTIES", "rest.port: 9000\nenv.java.opts.all: -Dx=1");

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("rest.port", "9000")
                    .containsEntry("env.java.opts.all", OPENS + " -Dx=1");
        }

        @Test
        void blockOfAReplacedKeyGoesWithIt() throws Exception {
            configure(NEW, "pipeline.jars: # two\n- a.jar\n- b.jar\nrest.port: 8081\n");
            program(folder.resolve("java/bin/java"), "#!/bin/sh\nexit 1\n");
            environment.put("FLINK_PROPERTIES", "pipeline.jars: c.jar");

            assertThat(linesOf(run(NEW, "", "taskmanager")))
                    .containsSubsequence("rest.port: 8081", "pipeline.jars: 'c.jar'")
                    .doesNotContain("- a.jar", "- b.jar");
        }

        @Test
        void olderFileIsTheOneThatFlink120Reads() throws Exception {
            configure(BETWEEN, "a: yaml\n");
            write(home.resolve("conf/flink-conf.yaml"), "a: old\n");
            environment.put("FLINK_PROPERTIES", "b: it's");

            Run run = run(BETWEEN, "", "jobmanager");

            assertThat(Files.readAllLines(Path.of(run.value("conf")).resolve("flink-conf.yaml")))
                    .contains("a: old", "b: it's");
        }
    }
}
