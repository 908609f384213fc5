package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkVersion;

/** A directory that is mounted in the place of the image's configuration, as Flink's pages on Kubernetes have it. */
class EntrypointMountTest extends EntrypointFixture {

    private static final String PYTHON = "/opt/venv/bin/python";
    private static final String EXPORTS = "--add-exports=java.base/sun.net.util=ALL-UNNAMED";
    private static final String MODULES = EXPORTS + " " + OPENS;

    @BeforeEach
    void image() throws IOException {
        baked = """
                env.java.opts.all: %s -Dbaked=1
                python.executable: %s
                python.client.executable: %s
                rest.port: 1
                """.formatted(MODULES, PYTHON, PYTHON);
        write(home.resolve("conf.image/log4j-cli.properties"), "# the image's\n");
        write(home.resolve("conf.image/log4j-console.properties"), "# the image's\n");
    }

    @Nested
    class Needed {

        @ParameterizedTest
        @ValueSource(strings = {"1.17.1", "1.18.1", "1.19.3", "1.20.5", "2.3.0"})
        void isAddedWhereTheFileLacksIt(String version) throws Exception {
            FlinkVersion flink = FlinkVersion.parse(version).orElseThrow();
            configure(flink, "parallelism.default: 2\n");

            for (String[] command : List.of(new String[] {"jobmanager"}, new String[] {"taskmanager"})) {
                assertThat(settingsOf(run(flink, "", command)))
                        .containsEntry("parallelism.default", "2")
                        .containsEntry("env.java.opts.all", MODULES)
                        .containsEntry("python.executable", PYTHON)
                        .containsEntry("python.client.executable", PYTHON)
                        .doesNotContainKey("rest.port");
            }
        }

        @Test
        void isThereForAnyOtherCommand() throws Exception {
            configure(NEW, "parallelism.default: 2\n");

            Run run = run(NEW, "", "bash", "-c", "cat $FLINK_CONF_DIR/config.yaml");

            assertThat(run.output()).contains("env.java.opts.all: '" + MODULES + "'", "python.client.executable");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        env.java.opts.all: -Dx=1              | M -Dx=1
                        env.java.opts.all: '-Dx=1'            | M -Dx=1
                        env.java.opts.all: "-Dx=1" # mine     | M -Dx=1
                        env.java.opts.all: -Dx=1 # mine       | M -Dx=1
                        env.java.opts: -Dold=1                | M -Dold=1
                        env.java.opts.jobmanager: -Dx=1       | M
                        env.java.opts.all: E                  | M E
                        """)
        void optionsOfTheFileComeAfterFlinksOwn(String line, String expected) throws Exception {
            configure(NEW, line.replace(" E", " " + EXPORTS) + "\n");

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry(
                            "env.java.opts.all", expected.replace("M", MODULES).replace(" E", " " + EXPORTS));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        env.java.opts.all: -Dx=1 # mine | M -Dx=1
                        env.java.opts: "-Dx=1"          | M -Dx=1
                        """)
        void optionsOfAnOldFileDoToo(String line, String expected) throws Exception {
            configure(OLD, line + "\n");

            assertThat(linesOf(run(OLD, "", "jobmanager")))
                    .contains("env.java.opts.all: " + expected.replace("M", MODULES));
        }

        @Test
        void optionsOfTheVariableComeLast() throws Exception {
            configure(NEW, "env.java.opts.all: -Dx=1\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts.all: -Dy=2");

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("env.java.opts.all", MODULES + " -Dx=1 -Dy=2");
        }

        @Test
        void fileThatHasItAllIsUsedAsItIs() throws Exception {
            configure(
                    NEW,
                    "env.java.opts.all: -Dx=1 %s\npython.executable: /a\npython.client.executable: /b\n"
                            .formatted(MODULES));
            write(home.resolve("conf/log4j-cli.properties"), "# mounted\n");

            Run run = run(NEW, "", "bash", "-c", "echo conf=$FLINK_CONF_DIR");

            assertThat(run.value("conf")).isEmpty();
            assertThat(scratch).isEmptyDirectory();
            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("env.java.opts.all", "-Dx=1 " + MODULES)
                    .containsEntry("python.executable", "/a")
                    .containsEntry("python.client.executable", "/b");
        }

        @Test
        void commandsThatNeedNoFlinkDoWithoutAFile() throws Exception {
            Run run = run(NEW, "", "bash", "-c", "echo conf=$FLINK_CONF_DIR");

            assertThat(run.status()).isZero();
            assertThat(run.errors()).isEmpty();
        }
    }

    @Nested
    class Logging {

        @Test
        void filesThatTheMountLacksAreTheImages() throws Exception {
            configure(NEW, "parallelism.default: 2\n");

            Path copy = Path.of(run(NEW, "", "jobmanager").value("conf"));

            assertThat(copy.resolve("log4j-cli.properties")).hasContent("# the image's\n");
            assertThat(copy.resolve("log4j-console.properties")).hasContent("rootLogger.level = INFO\n");
        }
    }

    @Nested
    class UnreadFile {

        @ParameterizedTest
        @CsvSource({"2.3.0,flink-conf.yaml,config.yaml", "1.17.1,config.yaml,flink-conf.yaml"})
        void isSaid(String version, String mounted, String read) throws Exception {
            FlinkVersion flink = FlinkVersion.parse(version).orElseThrow();
            configure(flink, "a: 1\n");
            write(home.resolve("conf").resolve(mounted), "b: 1\n");

            Run run = run(flink, "", "taskmanager");

            assertThat(run.errors())
                    .contains("does not read " + home + "/conf/" + mounted, "its configuration file is called " + read);
            assertThat(Path.of(run.value("conf")).resolve(read))
                    .content()
                    .contains("a: 1")
                    .doesNotContain("b: 1");
        }

        @Test
        void isSaidWhereItIsTheOnlyOne() throws Exception {
            write(home.resolve("conf/flink-conf.yaml"), "b: 1\n");

            Run run = run(NEW, "", "taskmanager");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.errors())
                    .contains(
                            "does not read " + home + "/conf/flink-conf.yaml",
                            "there is no " + home + "/conf/config.yaml");
        }

        @Test
        void isNoneWhereBothAreRead() throws Exception {
            configure(BETWEEN, "a: 1\n");
            write(home.resolve("conf/flink-conf.yaml"), "b: 1\n");

            assertThat(run(BETWEEN, "", "taskmanager").errors()).doesNotContain("does not read");
        }
    }

    @Nested
    class Variables {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        ${POD_IP}                      | 10.0.0.7
                        http://${POD_IP}:${PORT}/x     | http://10.0.0.7:80/x
                        "${POD_IP}"                    | 10.0.0.7
                        '${QUOTE}' # a comment         | it's: #1
                        ${QUOTE}                       | it's: #1
                        $POD_IP                        | $POD_IP
                        ${MISSING}                     | ${MISSING}
                        ${MISSING}-${PORT}             | ${MISSING}-80
                        ${not a name}${PORT}           | ${not a name}80
                        ${POD_IP                       | ${POD_IP
                        ${LOOP}                        | ${LOOP}
                        $${PORT}                       | $80
                        ${}                            | ${}
                        """)
        void ofTheFileAreFilledIn(String written, String expected) throws Exception {
            environment.putAll(Map.of("POD_IP", "10.0.0.7", "PORT", "80", "QUOTE", "it's: #1", "LOOP", "${LOOP}"));
            // A key of Flink's own begins with a dollar sign, and is no variable.
            configure(NEW, "k: " + written + "\n# ${PORT}\nz: ${PORT}\n");

            assertThat(settingsOf(run(NEW, "", "taskmanager")))
                    .containsEntry("k", expected)
                    .containsEntry("z", "80");
        }

        @Test
        void thatAreNotThereAreSaid() throws Exception {
            configure(NEW, "k: ${MISSING}\n");

            assertThat(run(NEW, "", "taskmanager").errors())
                    .contains("there is no variable MISSING, ${MISSING} stays as it is");
        }

        @Test
        void ofAnAddressAreFilledInBeforeItIsLookedUp() throws Exception {
            environment.put("POD_IP", "127.0.0.1");
            configure(NEW, "jobmanager.rpc.address: ${POD_IP}\n");

            assertThat(settingsOf(run(NEW, "", "jobmanager"))).containsEntry("jobmanager.rpc.address", "127.0.0.1");
        }

        @Test
        void runNothing() throws Exception {
            environment.put("EVIL", "$(touch " + folder.resolve("x") + ") `touch " + folder.resolve("x") + "`");
            configure(NEW, "k: ${EVIL} ${x[$(touch " + folder.resolve("x") + ")]}\n");

            assertThat(settingsOf(run(NEW, "", "taskmanager")).get("k")).startsWith("$(touch ");
            assertThat(folder.resolve("x")).doesNotExist();
        }
    }

    @Nested
    class Forms {

        /** Flattening is Flink's own work; here something else answers for it. */
        @BeforeEach
        void java() throws IOException {
            Path java = folder.resolve("java/bin/java");
            program(java, """
                            #!/bin/sh
                            echo "BASH_JAVA_UTILS_EXEC_RESULT:flattened: true"
                            """);
            environment.put("JAVA_HOME", java.getParent().getParent().toString());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a:\n  b: 1\n",
                    "a: {b: 1}\n",
                    "a: [1, 2]\n",
                    "a: |\n  text\n",
                    "a: >-\n  text\n",
                    "\"a.b\": 1\n",
                    "'a.b': 1\n",
                    "a: &x 1\nb: *x\n",
                    "a: 1\n---\nb: 2\n",
                    "{a: 1}\n",
                    "a: !!str 1\n",
                    "a: text\n  goes on\n",
                    "a:\n- 1\n"
                })
        void thatBashCannotReadAreReadByFlink(String text) throws Exception {
            configure(NEW, text);

            assertThat(settingsOf(run(NEW, "", "taskmanager"))).containsEntry("flattened", "true");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a: 1\n",
                    "# c\n\na.b: 1 # d\n",
                    "a: 'x: y'\n",
                    "a: \"x\"\n",
                    "a: x: y\n",
                    "a-b_c.d: /e\r\n",
                    "$internal.x: 1\n"
                })
        void thatBashCanReadAreNot(String text) throws Exception {
            configure(NEW, text);

            assertThat(linesOf(run(NEW, "", "taskmanager"))).doesNotContain("flattened: true");
        }
    }

    @Test
    void filesOfTheMountStayAsTheyAre() throws Exception {
        configure(NEW, "k: ${PORT}\n");
        environment.put("PORT", "80");
        run(NEW, "", "taskmanager");

        try (Stream<Path> files = Files.list(home.resolve("conf"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("config.yaml", "log4j-console.properties");
        }
        assertThat(home.resolve("conf/config.yaml")).hasContent("k: ${PORT}\n");
    }
}
