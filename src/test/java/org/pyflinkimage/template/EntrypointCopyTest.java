package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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
            assertThat(Path.of(first.value("conf"))).hasParent(scratch).isNotEqualTo(Path.of(second.value("conf")));
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

        @Test
        void missingConfigurationIsAnError() throws Exception {
            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.errors()).contains("there is no " + home + "/conf/config.yaml");
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
