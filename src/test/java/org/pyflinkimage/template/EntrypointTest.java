package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.FlinkVersion;

/** Runs the rendered entrypoint by the machine's own bash; Flink's scripts are replaced by one that says how it was called. */
class EntrypointTest {

    private static final FlinkVersion NEW = new FlinkVersion(2, 3, 0);
    private static final FlinkVersion BETWEEN = new FlinkVersion(1, 20, 5);
    private static final FlinkVersion OLD = new FlinkVersion(1, 17, 1);
    private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    /** A Flink script that shows what it sees. */
    private static final String FAKE = """
                    #!/usr/bin/env bash
                    echo "script=$(basename "$0")"
                    printf 'argument=%s\\n' "$@"
                    echo "conf=${FLINK_CONF_DIR:-}"
                    echo "log=${FLINK_LOG_DIR:-}"
                    echo "plugins=${FLINK_PLUGINS_DIR:-}"
                    echo "preload=${LD_PRELOAD:-}"
                    echo "pid=$$"
                    """;

    @TempDir
    private Path folder;

    private Path home;
    private Path scratch;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> otherUser = new ArrayList<>();

    @BeforeEach
    void flinkHome() throws IOException {
        home = Files.createDirectory(folder.resolve("flink"));
        scratch = Files.createDirectory(folder.resolve("tmp"));
        for (String part : List.of("bin", "conf", "lib", "log", "opt", "plugins/metrics-jmx")) {
            Files.createDirectories(home.resolve(part));
        }
        for (String script : List.of("jobmanager.sh", "taskmanager.sh", "standalone-job.sh", "historyserver.sh")) {
            program(home.resolve("bin").resolve(script), FAKE);
        }
        write(home.resolve("conf/log4j-console.properties"), "rootLogger.level = INFO\n");
        environment.put("FLINK_HOME", home.toString());
        environment.put("TMPDIR", scratch.toString());
        environment.put("DISABLE_JEMALLOC", "true");
    }

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

            assertThat(run.status).isZero();
            assertThat(run.values("script")).containsExactly(script);
            assertThat(run.values("argument")).containsExactly("start-foreground", "-Da=b c", "x");
        }

        @Test
        void anythingElseIsExecutedAsItIs() throws Exception {
            Run run = run(NEW, "", "bash", "-c", "printf '%s|' \"$@\" ${FLINK_CONF_DIR:-none}", "x", "a  b", "*");

            assertThat(run.output).isEqualTo("a  b|*|none|");
            assertThat(run.errors).isEmpty();
        }

        @Test
        void statusOfACommandIsPassedOn() throws Exception {
            assertThat(run(NEW, "", "bash", "-c", "exit 7").status).isEqualTo(7);
        }

        @ParameterizedTest
        @ValueSource(strings = {"help", ""})
        void helpIsPrintedAndIsTheDefault(String command) throws Exception {
            Run run = command.isEmpty() ? run(NEW, "") : run(NEW, "", command);

            assertThat(run.status).isZero();
            assertThat(run.output)
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
    class OwnJob {

        @BeforeEach
        void configuration() throws IOException {
            configure(NEW, "jobmanager.rpc.address: localhost\n");
        }

        @Test
        void standaloneJobRunsTheImagesOwnJob() throws Exception {
            Run run = run(NEW, "/opt/flink/usrlib/it's.py", "standalone-job", "--input", "a b");

            assertThat(run.values("argument"))
                    .containsExactly(
                            "start-foreground",
                            "--job-classname",
                            "org.apache.flink.client.python.PythonDriver",
                            "-py",
                            "/opt/flink/usrlib/it's.py",
                            "--input",
                            "a b");
        }

        @Test
        void flinksOptionsComeBeforeTheJobsArguments() throws Exception {
            Run run = run(
                    NEW,
                    "/job.py",
                    "standalone-job",
                    "-Dparallelism.default=2",
                    "--fromSavepoint",
                    "s3://b/x",
                    "--allowNonRestoredState",
                    "-D",
                    "a=b",
                    "word",
                    "-Dx=y");

            assertThat(run.values("argument"))
                    .containsExactly(
                            "start-foreground",
                            "--job-classname",
                            "org.apache.flink.client.python.PythonDriver",
                            "-Dparallelism.default=2",
                            "--fromSavepoint",
                            "s3://b/x",
                            "--allowNonRestoredState",
                            "-D",
                            "a=b",
                            "-py",
                            "/job.py",
                            "word",
                            "-Dx=y");
        }

        @ParameterizedTest
        @ValueSource(strings = {"--job-classname", "-j", "--jars"})
        void namedJobIsRunInItsPlace(String option) throws Exception {
            Run run = run(NEW, "/job.py", "standalone-job", option, "com.example.Job", "x");

            assertThat(run.values("argument")).containsExactly("start-foreground", option, "com.example.Job", "x");
        }
    }

    @Nested
    class Properties {

        @Test
        void blanksOfAValueStay() throws Exception {
            configure(NEW, "env.java.opts.all: " + OPENS + "\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts.jobmanager: -Dfoo=1 -Dbar=2");

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("env.java.opts.jobmanager", "-Dfoo=1 -Dbar=2");
        }

        @Test
        void optionsForAllJvmsComeAfterFlinksOwn() throws Exception {
            configure(NEW, "env.java.opts.all: " + OPENS + " -Dshipped=1\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts.all: -Dfoo=1 -Dbar=2");

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("env.java.opts.all", OPENS + " -Dshipped=1 -Dfoo=1 -Dbar=2");
        }

        @Test
        void optionsForAllJvmsUnderTheirOldNameAreNotLost() throws Exception {
            configure(OLD, "env.java.opts.all: " + OPENS + "\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts: \"-Dfoo=1 -Dbar=2\"");

            assertThat(linesOf(run(OLD, "", "jobmanager")))
                    .contains("env.java.opts.all: " + OPENS + " -Dfoo=1 -Dbar=2");
        }

        @Test
        void optionsThatRepeatFlinksOwnAreNotDoubled() throws Exception {
            configure(NEW, "env.java.opts.all: " + OPENS + "\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts.all: -Dfoo=1 " + OPENS);

            assertThat(settingsOf(run(NEW, "", "jobmanager"))).containsEntry("env.java.opts.all", "-Dfoo=1 " + OPENS);
        }

        @Test
        void commentsAndEmptyLinesAreNoKeys() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("FLINK_PROPERTIES", "\n# c: 1\n   # d: 2\n\n  e: f # g\n h: 'i # j'\r\n");

            Map<String, String> settings = settingsOf(run(NEW, "", "taskmanager"));

            assertThat(settings).containsEntry("e", "f").containsEntry("h", "i # j");
            assertThat(settings.keySet()).noneMatch(key -> key.contains("#") || key.equals("c") || key.equals("d"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.17.1", "1.18.1", "1.19.3", "2.3.0"})
        void keysReplaceThoseThatAreThere(String version) throws Exception {
            FlinkVersion flink = FlinkVersion.parse(version).orElseThrow();
            configure(flink, "rest.port: 8081\nparallelism.default: 1\nrest.port.x: 1\n");
            environment.put("FLINK_PROPERTIES", "rest.port: 9000\nparallelism.default : 3\nrest.port: 9001");

            List<String> lines = linesOf(run(flink, "", "taskmanager"));

            assertThat(lines).contains("rest.port: 9001", "parallelism.default: 3", "rest.port.x: 1");
            assertThat(lines.stream().filter(line -> line.startsWith("rest.port:")))
                    .hasSize(1);
            assertThat(lines.stream().filter(line -> line.startsWith("parallelism.default")))
                    .hasSize(1);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        k: it's                | it's
                        k: x: y                | x: y
                        k: a#b                 | a#b
                        k: 0123                | 0123
                        k: 0x10                | 0x10
                        k: yes                 | yes
                        k: null                | null
                        k: 'already: quoted'   | already: quoted
                        k: "already: quoted"   | already: quoted
                        k: 'un                 | 'un
                        k: 12:30:45            | 12:30:45
                        k: [a, b]              | [a, b]
                        k: *                   | *
                        k: a\\b                | a\\b
                        k:glued                | glued
                        k: -5                  | -5
                        k: $(id) `id`          | $(id) `id`
                        """)
        void valuesMeanInYamlWhatWasWritten(String property, String value) throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("FLINK_PROPERTIES", property);

            assertThat(settingsOf(run(NEW, "", "taskmanager"))).containsEntry("k", value);
        }

        @Test
        void variablesAreFilledIn() throws Exception {
            assumeTrue(isInstalled("envsubst"), "envsubst is not installed");
            configure(NEW, "a: 1\n");
            environment.put("SECRET", "it's");
            environment.put("FLINK_PROPERTIES", "s3.secret-key: ${SECRET}");

            assertThat(settingsOf(run(NEW, "", "taskmanager"))).containsEntry("s3.secret-key", "it's");
        }

        @Test
        void whatIsNoPropertyIsReportedAndLeftOut() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("FLINK_PROPERTIES", "no property\nb:\n$(touch x): 1\na[$(touch x)]: 2\nc: 3");

            Run run = run(NEW, "", "taskmanager");

            assertThat(settingsOf(run)).containsEntry("c", "3").doesNotContainKey("b");
            assertThat(run.errors).contains("ignored: no property", "ignored: b:", "ignored: $(touch x): 1");
            assertThat(folder.resolve("x")).doesNotExist();
        }

        @Test
        void otherCommandsSeeThemToo() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("FLINK_PROPERTIES", "rest.port: 9000");

            Run run = run(NEW, "", "bash", "-c", "cat $FLINK_CONF_DIR/config.yaml");

            assertThat(run.output).isEqualTo("a: 1\nrest.port: 9000\n");
        }
    }

    @Nested
    class Addresses {

        @Test
        void jobManagersAddressIsTakenFromTheEnvironment() throws Exception {
            configure(NEW, "jobmanager.rpc.address: jobmanager\n");
            environment.put("JOB_MANAGER_RPC_ADDRESS", "jm-1.example.com");

            assertThat(settingsOf(run(NEW, "", "taskmanager")))
                    .containsEntry("jobmanager.rpc.address", "jm-1.example.com");
        }

        @Test
        void jobManagerWhoseConfiguredNameDoesNotResolveUsesItsOwn() throws Exception {
            configure(NEW, "jobmanager.rpc.address: no-such-host.invalid\n");
            program(folder.resolve("path/hostname"), "#!/bin/sh\necho own-name\n");

            assertThat(settingsOf(run(NEW, "", "jobmanager"))).containsEntry("jobmanager.rpc.address", "own-name");
            assertThat(settingsOf(run(NEW, "", "standalone-job"))).containsEntry("jobmanager.rpc.address", "own-name");
        }

        @Test
        void jobManagerWhoseConfiguredNameResolvesKeepsIt() throws Exception {
            configure(NEW, "jobmanager.rpc.address: localhost\n");

            assertThat(settingsOf(run(NEW, "", "jobmanager"))).containsEntry("jobmanager.rpc.address", "localhost");
        }

        @Test
        void taskManagerNeverWaitsForItself() throws Exception {
            configure(NEW, "jobmanager.rpc.address: no-such-host.invalid\n");

            assertThat(settingsOf(run(NEW, "", "taskmanager")))
                    .containsEntry("jobmanager.rpc.address", "no-such-host.invalid");
        }

        @Test
        void propertiesHaveTheLastWord() throws Exception {
            configure(NEW, "jobmanager.rpc.address: localhost\n");
            environment.put("JOB_MANAGER_RPC_ADDRESS", "one");
            environment.put("FLINK_PROPERTIES", "jobmanager.rpc.address: two");

            assertThat(settingsOf(run(NEW, "", "jobmanager"))).containsEntry("jobmanager.rpc.address", "two");
        }

        @Test
        void slotsAreTakenFromTheEnvironmentAndElseAsConfigured() throws Exception {
            configure(NEW, "taskmanager.numberOfTaskSlots: 4\n");

            assertThat(settingsOf(run(NEW, "", "taskmanager"))).containsEntry("taskmanager.numberOfTaskSlots", "4");
            environment.put("TASK_MANAGER_NUMBER_OF_TASK_SLOTS", "7");
            assertThat(settingsOf(run(NEW, "", "taskmanager"))).containsEntry("taskmanager.numberOfTaskSlots", "7");
        }

        @Test
        void portsAreFixedUnlessConfigured() throws Exception {
            configure(NEW, "blob.server.port: 7000\n");

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("blob.server.port", "7000")
                    .containsEntry("query.server.port", "6125");
        }
    }

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

            assertThat(run.status).isEqualTo(1);
            assertThat(run.errors).contains("--tmpfs " + folder.resolve("missing"));
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

            assertThat(run.status).isEqualTo(1);
            assertThat(run.errors).contains("there is no " + home + "/conf/config.yaml");
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

            assertThat(run.status).isZero();
            assertThat(home.resolve("plugins/flink-s3-fs-hadoop-2.3.0/flink-s3-fs-hadoop-2.3.0.jar"))
                    .hasContent("jar");
            assertThat(run.value("plugins")).isEmpty();
            assertThat(run.errors).contains("flink-metrics-jmx-2.3.0.jar is enabled already");
        }

        @Test
        void missingPluginEndsTheStart() throws Exception {
            environment.put("ENABLE_BUILT_IN_PLUGINS", "flink-gs-fs-hadoop-2.3.0.jar");

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status).isEqualTo(1);
            assertThat(run.values("script")).isEmpty();
            assertThat(run.errors).contains("flink-gs-fs-hadoop-2.3.0.jar", "<connectors>");
        }

        @Test
        void imageThatCannotBeWrittenToGetsAnotherDirectoryWithTheSamePlugins() throws Exception {
            environment.put("ENABLE_BUILT_IN_PLUGINS", "flink-s3-fs-hadoop-2.3.0.jar");
            takeWritePermissions();

            Run run = run(NEW, "", "jobmanager");

            assertThat(run.status).as(run.errors).isZero();
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

            assertThat(run.status).isZero();
            assertThat(run.value("preload")).isEmpty();
            assertThat(run.errors).contains("there is no /missing/libjemalloc.so.2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.17.1", "1.20.5", "2.3.0"})
    void shellcheckHasNothingToSay(String version) throws Exception {
        assumeTrue(isInstalled("shellcheck"), "shellcheck is not installed: apt-get install shellcheck");
        Path script = entrypoint(FlinkVersion.parse(version).orElseThrow(), "/opt/flink/usrlib/job.py", Path.of("/x"));

        Process process = new ProcessBuilder("shellcheck", "-o", "all", "-e", "SC2250,SC2310,SC2312", script.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    private record Run(int status, String output, String errors) {
        List<String> values(String name) {
            return output.lines()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .toList();
        }

        String value(String name) {
            return values(name).get(0);
        }
    }

    private void configure(FlinkVersion flink, String text) throws IOException {
        write(home.resolve("conf").resolve(ConfigurationFormat.of(flink).fileName()), text);
    }

    private Run run(FlinkVersion flink, String job, String... command) throws Exception {
        return run(flink, job, Path.of("/missing/libjemalloc.so.2"), command);
    }

    private Run run(FlinkVersion flink, String job, Path jemalloc, String... command) throws Exception {
        Path errors = folder.resolve("errors.txt");
        Process process = builder(flink, job, jemalloc, command)
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), output, Files.readString(errors));
    }

    private Process start(FlinkVersion flink, String job, String... command) throws IOException {
        return builder(flink, job, Path.of("/missing"), command).start();
    }

    private ProcessBuilder builder(FlinkVersion flink, String job, Path jemalloc, String... command)
            throws IOException {
        List<String> line = new ArrayList<>(otherUser);
        line.addAll(List.of("bash", entrypoint(flink, job, jemalloc).toString()));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("path") + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** As in a container with a read-only root; root itself may write everywhere and becomes an arbitrary user of group 0. */
    private void takeWritePermissions() throws Exception {
        if (new ProcessBuilder("test", "-w", "/").start().waitFor() == 0) {
            assumeTrue(isInstalled("setpriv"), "setpriv is not installed");
            otherUser.addAll(List.of("setpriv", "--reuid", "12345", "--regid", "0", "--clear-groups"));
        }
        for (String directory : List.of("plugins", "log", "conf")) {
            Files.setPosixFilePermissions(home.resolve(directory), PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private Path entrypoint(FlinkVersion flink, String job, Path jemalloc) throws IOException {
        Map<String, Object> model =
                new TreeMap<>(ImageFiles.modelOf(Specs.spec(flink.toString()), FlinkConfiguration.read(flink, "")));
        model.put("jemalloc", jemalloc.toString());
        model.put("job", Map.of("entry", job));
        Path script = folder.resolve("docker-entrypoint.sh");
        write(script, new Templates(java.util.Optional.empty()).render("docker-entrypoint.sh", model));
        return script;
    }

    private List<String> linesOf(Run run) throws IOException {
        assertThat(run.status).as(run.errors).isZero();
        Path copy = Path.of(run.value("conf"));
        Path yaml = copy.resolve("config.yaml");
        return Files.readAllLines(Files.exists(yaml) ? yaml : copy.resolve("flink-conf.yaml"));
    }

    /** The copy's settings, read by a YAML reader that refuses duplicates. */
    private Map<String, String> settingsOf(Run run) throws IOException {
        return FlinkConfiguration.read(NEW, String.join("\n", linesOf(run))).values();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static void program(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
