package org.pyflinkimage.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

class FlinkConfigurationTest {

    private static final FlinkVersion OLD = new FlinkVersion(1, 17, 1);
    private static final FlinkVersion NEW = new FlinkVersion(2, 3, 0);
    private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED --add-exports=a/b=ALL-UNNAMED";

    @Nested
    class Reading {

        @Test
        void nestedKeysAreJoinedByDots() {
            FlinkConfiguration configuration = FlinkConfiguration.read(NEW, ConfigurationFormat.YAML, """
                            jobmanager:
                              rpc: {address: localhost, port: 6123}
                            rest.port: 8081
                            """);

            assertThat(configuration.values())
                    .isEqualTo(Map.of(
                            "jobmanager.rpc.address", "localhost",
                            "jobmanager.rpc.port", "6123",
                            "rest.port", "8081"));
        }

        @Test
        void flatFileEndsValuesAtTheHashSign() {
            assertThat(FlinkConfiguration.read(OLD, ConfigurationFormat.FLAT, "# c\na: x y # z\nb:no\nc: d: e\n")
                            .values())
                    .isEqualTo(Map.of("a", "x y", "c", "d: e"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a: [", "- a\n- b\n", "a: 1\na: 2\n"})
        void refusesWhatIsNoConfiguration(String text) {
            assertThat(codesOf(() -> FlinkConfiguration.read(NEW, ConfigurationFormat.YAML, text)))
                    .containsExactly("PYF-701");
        }
    }

    @Nested
    class Merging {

        private final FlinkConfiguration shipped =
                FlinkConfiguration.read(NEW, ConfigurationFormat.YAML, """
                        env.java.opts.all: %s
                        taskmanager.host: localhost
                        taskmanager.memory.process.size: 1728m
                        rest.address: localhost
                        """.formatted(OPENS));

        @Test
        void containerListensOnAllInterfacesAndKnowsItsInterpreter() {
            assertThat(shipped.forContainers(UnixPath.of("/opt/venv/bin/python"))
                            .values())
                    .containsEntry("rest.address", "0.0.0.0")
                    .containsEntry("taskmanager.bind-host", "0.0.0.0")
                    .containsEntry("jobmanager.rpc.address", "jobmanager")
                    .containsEntry("python.executable", "/opt/venv/bin/python")
                    .containsEntry("python.client.executable", "/opt/venv/bin/python")
                    .doesNotContainKey("taskmanager.host");
        }

        @Test
        void declaredValuesWin() {
            assertThat(shipped.with(Map.of("rest.address", "example.com")).values())
                    .containsEntry("rest.address", "example.com");
        }

        @ParameterizedTest
        @ValueSource(strings = {"env.java.opts.all", "env.java.opts"})
        void declaredJvmOptionsComeAfterTheShippedOnes(String key) {
            assertThat(shipped.with(Map.of(key, "\n    -Dfoo=1\n    -Dbar=2\n")).values())
                    .containsEntry("env.java.opts.all", OPENS + " -Dfoo=1 -Dbar=2")
                    .doesNotContainKey("env.java.opts");
        }

        @Test
        void quotesAroundJvmOptionsAreNoPartOfThem() {
            assertThat(shipped.with(Map.of("env.java.opts.all", "\"-Dfoo=1 -Dbar=2\""))
                            .values())
                    .containsEntry("env.java.opts.all", OPENS + " -Dfoo=1 -Dbar=2");
        }

        @Test
        void declaredJvmOptionsThatRepeatTheShippedOnesStayAsTheyAre() {
            String own = "-Dfoo=1 --add-exports=a/b=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED";

            assertThat(shipped.with(Map.of("env.java.opts.all", own)).values()).containsEntry("env.java.opts.all", own);
        }

        @Test
        void emptyValueTakesAKeyOut() {
            assertThat(shipped.with(Map.of("taskmanager.memory.process.size", ""))
                            .values())
                    .doesNotContainKey("taskmanager.memory.process.size");
        }

        @Test
        void keyThatIsTheBeginningOfAnotherIsRefusedInYaml() {
            Map<String, String> declared =
                    Map.of("high-availability", "zookeeper", "high-availability.storageDir", "s3://b");

            assertThatThrownBy(() -> shipped.with(declared))
                    .isInstanceOf(PyFlinkException.class)
                    .hasMessageContaining("PYF-704")
                    .hasMessageContaining("`high-availability`")
                    .hasMessageContaining("`high-availability.storageDir`");
            assertThat(FlinkConfiguration.read(OLD, ConfigurationFormat.FLAT, "")
                            .with(declared)
                            .values())
                    .isEqualTo(declared);
        }

        @Test
        void keyThatSharesItsBeginningWithoutADotIsNoConflict() {
            assertThat(shipped.with(Map.of("a.b", "1", "a.b-c", "2", "a.bc.d", "3"))
                            .values())
                    .containsKey("a.bc.d");
        }

        @Test
        void allProblemsAreReportedAtOnce() {
            Map<String, String> declared = new LinkedHashMap<>();
            declared.put("a b", "1");
            declared.put("c", "x\u0007");
            declared.put("d", "x#y");

            assertThat(codesOf(() -> FlinkConfiguration.read(OLD, ConfigurationFormat.FLAT, "")
                            .with(declared)))
                    .containsExactly("PYF-702", "PYF-702", "PYF-703");
        }
    }

    @Nested
    class Writing {

        /** Every value that needs care; Flink's own reader's answers are recorded for what this writes. */
        private static final List<String> VALUES = List.of(
                "-Dfoo=1 -Dbar=2   -Dbaz=3",
                "-XX:+UseG1GC -XX:MaxMetaspaceSize=1g",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "x: y",
                "x #y",
                "x#y",
                "it's",
                "'quoted'",
                "\"quoted\"",
                "0123",
                "0x10",
                "0b1",
                "0o7",
                "1e3",
                "1_000",
                "12:30:45",
                "6123",
                "-5",
                "+5",
                "1.10",
                "0.0.0.0",
                "10 min",
                "1600m",
                "yes",
                "No",
                "on",
                "true",
                "FALSE",
                "null",
                "~",
                "y",
                "2001-01-01",
                "[a, b]",
                "{a: b}",
                "a;b,c",
                "*alias",
                "&anchor",
                "!tag",
                "|",
                "%d",
                "@x",
                "`x`",
                "- item",
                "? key",
                "hdfs://namenode:8020/flink",
                "file:///tmp/a b",
                "<host>.jobmanager",
                "${FLINK_LOG_DIR}/x",
                "C:\\temp",
                "ends:",
                ".inf",
                "Zürich");

        @Test
        void flinkReadsBackWhatWasMeant() throws IOException {
            Map<String, String> values = new LinkedHashMap<>();
            for (String value : VALUES) {
                values.put("k%02d".formatted(values.size()), value);
            }

            Map<String, String> written = FlinkConfiguration.read(NEW, ConfigurationFormat.YAML, "")
                    .with(values)
                    .written();

            StringBuilder file = new StringBuilder("# written by FlinkConfigurationTest\n");
            written.forEach(
                    (key, text) -> file.append(key).append(": ").append(text).append("\n"));
            Golden.assertMatches("flink/values/config.yaml", file.toString());
            assertThat(recorded("values/read-by-flink.txt")).isEqualTo(values);
            assertThat(FlinkConfiguration.read(NEW, ConfigurationFormat.YAML, file.toString())
                            .values())
                    .isEqualTo(values);
        }

        @Test
        void flatFileKnowsNoQuotes() {
            FlinkConfiguration configuration =
                    FlinkConfiguration.read(OLD, ConfigurationFormat.FLAT, "").with(Map.of("a", "it's: 'x'"));

            assertThat(configuration.written()).isEqualTo(Map.of("a", "it's: 'x'"));
        }

        private Map<String, String> recorded(String name) throws IOException {
            Map<String, String> answers = new LinkedHashMap<>();
            Path file = Path.of("src/test/resources/org/pyflinkimage/flink", name);
            for (String line : Files.readAllLines(file)) {
                if (!line.startsWith("#")) {
                    String[] keyAndValue = line.split("=", 2);
                    answers.put(keyAndValue[0], keyAndValue[1]);
                }
            }
            return answers;
        }
    }

    private static List<String> codesOf(Runnable action) {
        try {
            action.run();
        } catch (PyFlinkException e) {
            return e.problems().stream().map(Problem::code).toList();
        }
        return List.of();
    }

    /** Before 1.17 Flink reads the older key alone. */
    @Test
    void optionsOfEveryJvmHaveTheNameThatAReleaseKnows() {
        FlinkConfiguration configuration = FlinkConfiguration.read(OLD, ConfigurationFormat.FLAT, "")
                .with(Map.of("env.java.opts", "--add-opens=java.base/java.lang=ALL-UNNAMED -Dx=1"))
                .withJvmOptionsAs(FlinkConfiguration.OLD_JVM_OPTIONS);

        assertThat(configuration.values())
                .containsOnly(Map.entry("env.java.opts", "--add-opens=java.base/java.lang=ALL-UNNAMED -Dx=1"));
        assertThat(configuration.needed())
                .containsOnly(Map.entry("env.java.opts", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    }
}
