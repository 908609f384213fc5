package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkVersion;

/** What the entrypoint starts, and what it arranges for it. */
class EntrypointTest extends EntrypointFixture {

    @Nested
    class Commands {

        @BeforeEach
        void configuration() throws IOException {
            configure(NEW, "jobmanager.rpc.address: localhost\n");
        }

        @ParameterizedTest
        @CsvSource({
            "jobmanager,jobmanager.sh",
            "taskmanager,taskmanager.sh",
            "history-server,historyserver.sh",
            "standalone-job,standalone-job.sh"
        })
        void rolesStartFlinksScriptsInTheForeground(String command, String script) throws Exception {
            Run run = run(NEW, "", command, "-Da=b c", "x");

            assertThat(run.status()).isZero();
            assertThat(run.values("script")).containsExactly(script);
            assertThat(run.values("argument")).containsExactly("start-foreground", "-Da=b c", "x");
        }

        @Test
        void anythingElseIsExecutedAsItIs() throws Exception {
            Run run = run(NEW, "", "bash", "-c", "printf '%s|' \"$@\" ${FLINK_CONF_DIR:-none}", "x", "a  b", "*");

            assertThat(run.output()).isEqualTo("a  b|*|none|");
            assertThat(run.errors()).isEmpty();
        }

        @Test
        void statusOfACommandIsPassedOn() throws Exception {
            assertThat(run(NEW, "", "bash", "-c", "exit 7").status()).isEqualTo(7);
        }

        @ParameterizedTest
        @ValueSource(strings = {"help", ""})
        void helpIsPrintedAndIsTheDefault(String command) throws Exception {
            Run run = command.isEmpty() ? run(NEW, "") : run(NEW, "", command);

            assertThat(run.status()).isZero();
            assertThat(run.output())
                    .startsWith("Usage:")
                    .contains("jobmanager", "taskmanager", "standalone-job", "history-server", "FLINK_PROPERTIES");
            assertThat(scratch).isEmptyDirectory();
        }

        @Test
        void scriptTakesTheEntrypointsPlaceSoThatSignalsReachTheJvm() throws Exception {
            Process process =
                    start(NEW, "", "bash", "-c", "trap 'exit 42' TERM; echo $$; while :; do sleep 0.05; done");
            try (var lines = process.inputReader()) {
                assertThat(lines.readLine()).isEqualTo(Long.toString(process.pid()));

                process.destroy();

                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(42);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Nested
    class Plugins {

        @BeforeEach
        void jars() throws IOException {
            configure(NEW, "a: 1\n");
            write(home.resolve("opt/flink-s3-fs-hadoop-2.3.0.jar"), "jar");
            write(home.resolve("plugins/metrics-jmx/flink-metrics-jmx-2.3.0.jar"), "jar");
        }

        @Test
        void namedPluginsGetDirectoriesOfTheirOwn() throws Exception {
            environment.put("ENABLE_BUILT_IN_PLUGINS", "flink-s3-fs-hadoop-2.3.0.jar;flink-metrics-jmx-2.3.0.jar");

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isZero();
            assertThat(home.resolve("plugins/flink-s3-fs-hadoop-2.3.0/flink-s3-fs-hadoop-2.3.0.jar"))
                    .hasContent("jar");
            assertThat(run.value("plugins")).isEmpty();
            assertThat(run.errors()).contains("flink-metrics-jmx-2.3.0.jar is enabled already");
        }

        @ParameterizedTest
        @ValueSource(strings = {"%s\n%s", "\n%s;\n%s\n", "%s\r\n%s", "%s\t;; %s", " %s ; %s "})
        void namesMayStandInLinesOfTheirOwn(String value) throws Exception {
            write(home.resolve("opt/other.jar"), "jar");
            environment.put("ENABLE_BUILT_IN_PLUGINS", value.formatted("flink-s3-fs-hadoop-2.3.0.jar", "other.jar"));

            assertThat(run(NEW, "", "jobmanager").status()).isZero();
            assertThat(home.resolve("plugins/flink-s3-fs-hadoop-2.3.0/flink-s3-fs-hadoop-2.3.0.jar"))
                    .hasContent("jar");
            assertThat(home.resolve("plugins/other/other.jar")).hasContent("jar");
        }

        @ParameterizedTest
        @ValueSource(strings = {"../conf/config.yaml", "../lib/x.jar", ".", "..", "/etc/passwd"})
        void pathIsNoName(String value) throws Exception {
            environment.put("ENABLE_BUILT_IN_PLUGINS", value);

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.errors()).contains("has '" + value + "', which is no name of a jar");
        }

        @Test
        void missingPluginEndsTheStart() throws Exception {
            environment.put("ENABLE_BUILT_IN_PLUGINS", "flink-gs-fs-hadoop-2.3.0.jar");

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.values("script")).isEmpty();
            assertThat(run.errors())
                    .contains("flink-gs-fs-hadoop-2.3.0.jar", "add <part>gs-fs-hadoop</part> to <distribution>");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"flink-gs-fs-hadoop-2.2.0.jar", "flink-table-planner-loader-2.3.0.jar", "other.jar", "a b"})
        void whatIsNoPartOfThisFlinkIsAConnector(String jar) throws Exception {
            environment.put("ENABLE_BUILT_IN_PLUGINS", jar);

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.errors())
                    .contains(jar.split(" ", -1)[0], "no part of this Flink", "<connectors>")
                    .doesNotContain("<distribution>");
        }

        @Test
        void imageThatCannotBeWrittenToGetsAnotherDirectoryWithTheSamePlugins() throws Exception {
            environment.put("ENABLE_BUILT_IN_PLUGINS", "flink-s3-fs-hadoop-2.3.0.jar");
            takeWritePermissions();

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).as(run.errors()).isZero();
            Path plugins = Path.of(run.value("plugins"));
            assertThat(plugins).hasParent(scratch);
            assertThat(plugins.resolve("metrics-jmx/flink-metrics-jmx-2.3.0.jar"))
                    .hasContent("jar");
            assertThat(plugins.resolve("flink-s3-fs-hadoop-2.3.0/flink-s3-fs-hadoop-2.3.0.jar"))
                    .hasContent("jar");
            assertThat(run.value("log")).isEqualTo(scratch + "/flink-log");
        }
    }

    @Nested
    class Jemalloc {

        @BeforeEach
        void configuration() throws IOException {
            configure(NEW, "a: 1\n");
            environment.remove("DISABLE_JEMALLOC");
        }

        @Test
        void libraryThatIsThereIsPreloaded() throws Exception {
            // Any library will do that the loader takes without a word.
            Path library = Stream.of(
                            "/usr/lib/x86_64-linux-gnu/libm.so.6",
                            "/usr/lib/aarch64-linux-gnu/libm.so.6",
                            "/lib/x86_64-linux-gnu/libm.so.6")
                    .map(Path::of)
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(null);
            assumeTrue(library != null, "no library to preload on this machine");

            assertThat(run(NEW, "", library, "jobmanager").value("preload")).isEqualTo(library.toString());
            environment.put("LD_PRELOAD", library.toString());
            assertThat(run(NEW, "", library, "jobmanager").value("preload")).isEqualTo(library + ":" + library);
            environment.remove("LD_PRELOAD");
            environment.put("DISABLE_JEMALLOC", "true");
            assertThat(run(NEW, "", library, "jobmanager").value("preload")).isEmpty();
        }

        @Test
        void missingLibraryIsAWarningAndNoMore() throws Exception {
            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status()).isZero();
            assertThat(run.value("preload")).isEmpty();
            assertThat(run.errors()).contains("there is no /missing/libjemalloc.so.2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.17.1", "1.20.5", "2.3.0"})
    void shellcheckHasNothingToSay(String version) throws Exception {
        assertThat(shellcheck(entrypoint(
                        FlinkVersion.parse(version).orElseThrow(), "/opt/flink/usrlib/job.py", Path.of("/x"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void shellcheckReadsEachPartAsItLies(Path part) throws Exception {
        assertThat(shellcheck(part.toAbsolutePath())).isEmpty();
    }

    private static String shellcheck(Path script) throws Exception {
        assumeTrue(isInstalled("shellcheck"), "shellcheck is not installed: apt-get install shellcheck");
        Process process = new ProcessBuilder("shellcheck", "-o", "all", "-e", "SC2250,SC2310,SC2312", script.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
