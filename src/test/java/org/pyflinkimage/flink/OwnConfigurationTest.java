package org.pyflinkimage.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.flink.YamlSamples.Sample;
import org.pyflinkimage.value.PyFlinkException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A user's own file: whatever Flink reads from it, Flink reads from the file that the image gets. */
class OwnConfigurationTest {

    private static final ConfigurationFormat OLD = ConfigurationFormat.FLAT;
    private static final ConfigurationFormat NEW = ConfigurationFormat.YAML;
    private static final int MANY = 1500;

    private static FlinkConfiguration configuration(
            ConfigurationFormat file, String text, ConfigurationFormat shipped) {
        return new FlinkConfiguration(shipped, new TreeMap<>()).withFile(file.readOwn(text, shipped));
    }

    private static FlinkConfiguration yaml(String text) {
        return configuration(ConfigurationFormat.YAML, text, NEW);
    }

    /** Generated values may make a key of what is the beginning of another, which has a problem of its own. */
    private static boolean hasKeysBelowKeys(Sample sample) {
        return sample.values().keySet().stream()
                .anyMatch(key -> sample.values().keySet().stream().anyMatch(longer -> longer.startsWith(key + ".")));
    }

    @Test
    void whateverYamlSaysIsInTheImageToo() {
        YamlSamples samples = new YamlSamples(20261127);
        int compared = 0;
        for (int i = 0; i < MANY; i++) {
            Sample sample = samples.next();
            if (!hasKeysBelowKeys(sample)) {
                FlinkConfiguration configuration = yaml(sample.yaml());
                assertThat(configuration.values())
                        .as(sample.yaml())
                        .containsOnlyKeys(sample.values().keySet());
                sample.values()
                        .forEach((key, value) -> assertThat(
                                        meant(configuration.values().get(key), value))
                                .as("%s of%n%s", key, sample.yaml())
                                .isEqualTo(value instanceof List ? value : meantText(value)));
                assertThat(WrittenLines.read(configuration.written())).isEqualTo(configuration.values());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(MANY * 9 / 10);
    }

    /** A list is YAML in one line, which Flink reads as such; all else is text. */
    private static Object meant(String text, Object value) {
        return value instanceof List
                ? new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(unmerged(text))
                : text;
    }

    /** The newer reader of the test has a meaning for it that Flink's has not. */
    private static String unmerged(String text) {
        return text.replaceAll("(?<=[\\[ {])<<(?=[],}])", "'<<'");
    }

    private static String meantText(Object value) {
        return value.equals(Double.POSITIVE_INFINITY) ? ".inf" : value.toString();
    }

    @Test
    void listOfMapsIsWhatFlinksOwnReaderGives() {
        FlinkConfiguration configuration = yaml("""
                pipeline:
                  jars:
                    - file:///opt/a.jar
                    - file:///opt/b.jar
                  serialization-config:
                    - com.example.Click: {type: pojo}
                    - com.example.Order: {type: kryo, kryo-type: registered}
                metrics.reporters: [prom, stdout]
                """);

        assertThat(configuration.written())
                .isEqualTo(Map.of(
                        "pipeline.jars", "'[''file:///opt/a.jar'', ''file:///opt/b.jar'']'",
                        "pipeline.serialization-config",
                                "'[{com.example.Click: {type: pojo}}, {com.example.Order: {type: kryo, kryo-type: registered}}]'",
                        "metrics.reporters", "'[prom, stdout]'"));
    }

    @Nested
    class Recorded {

        private final Map<String, Map<String, String>> original = answers("own/read-by-flink.txt");

        /** By name of a file, what Flink read from it. */
        private static Map<String, Map<String, String>> answers(String name) {
            Map<String, Map<String, String>> answers = new LinkedHashMap<>();
            Map<String, String> file = new TreeMap<>();
            for (String line : lines(name)) {
                if (line.startsWith("== ")) {
                    file = new TreeMap<>();
                    answers.put(line.substring(3), file);
                } else if (!line.startsWith("# ")) {
                    int equals = line.indexOf('=');
                    file.put(line.substring(0, equals), unescaped(line.substring(equals + 1)));
                }
            }
            return answers;
        }

        private static List<String> lines(String name) {
            try {
                return Files.readAllLines(Path.of("src/test/resources/org/pyflinkimage/flink", name));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static String unescaped(String text) {
            return new Load(LoadSettings.builder().build())
                    .loadFromString('"' + text + '"')
                    .toString();
        }

        /** Files that Flink was given as they are, and as the image has them. */
        @Test
        void flinkReadsTheSameFromBothFiles() {
            YamlSamples samples = new YamlSamples(1);
            StringBuilder files = new StringBuilder();
            StringBuilder built = new StringBuilder();
            Map<String, Map<String, String>> values = new LinkedHashMap<>();
            for (int i = 0; i < 60; i++) {
                Sample sample = samples.next();
                if (!hasKeysBelowKeys(sample)) {
                    FlinkConfiguration configuration = yaml(sample.yaml());
                    String name = "== f%02d%n".formatted(i);
                    files.append(name).append(sample.yaml());
                    built.append(name).append(text(configuration));
                    values.put("f%02d".formatted(i), configuration.values());
                }
            }
            Golden.assertMatches("flink/own/files.txt", files.toString());
            Golden.assertMatches("flink/own/built.txt", built.toString());
            assertThat(values).isEqualTo(original);
            assertThat(answers("own/built-read-by-flink.txt")).isEqualTo(original);
        }

        private static String text(FlinkConfiguration configuration) {
            return configuration.written().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                    .collect(Collectors.joining());
        }

        /** Lists of {@code config.yaml} in the form of older releases, whose answers are the elements, one in brackets each. */
        @Test
        void olderFlinkReadsTheSameLists() {
            Map<String, List<Object>> lists = new LinkedHashMap<>();
            lists.put("k0", List.of("a", "b c"));
            lists.put("k1", List.of("file:///a;b", "it's", "\"x\"", ",", ":"));
            lists.put("k2", List.of(1, true, 1.5));
            lists.put("k3", List.of("one"));
            lists.put("k4", List.of("x'", "'y", "z''z", "''"));
            StringBuilder file = new StringBuilder();
            lists.forEach((key, elements) -> file.append(key)
                    .append(": ")
                    .append(YamlValue.text(elements))
                    .append("\n"));

            String built = text(configuration(ConfigurationFormat.YAML, file.toString(), OLD));

            Golden.assertMatches("flink/own/flink-conf.yaml", built);
            Map<String, String> read = answers("own/lists-read-by-flink.txt").get("lists");
            lists.forEach((key, elements) -> assertThat(read.get(key))
                    .isEqualTo(elements.stream().map("<%s>"::formatted).collect(Collectors.joining())));
        }
    }

    @Nested
    class Flat {

        private static final List<String> VALUES = List.of(
                "1",
                "a b",
                "x: y",
                "'q'",
                "\"d\"",
                "[a, b]",
                "{a: b}",
                "a;b",
                "k:v,k2:v2",
                ":",
                "é",
                "日本",
                "\u2003em",
                "no\u00a0",
                "tab\tx",
                "\\n",
                "1e3",
                "~",
                "- x",
                "*a",
                "😀",
                "'a'';b';c");

        /** By the value, every way of writing a line with it. */
        private static List<String> lines(String value) {
            return List.of(
                    "k: " + value,
                    "  k :  " + value + " \t",
                    "k: " + value + " # comment: x",
                    "k: " + value + "#comment",
                    "#k: other\nk: " + value + "\r\nother\nb:no\n: x\nc: \nd: #e\n");
        }

        @Test
        void linesAreWhatOlderFlinkReads() {
            for (String value : VALUES) {
                for (String text : lines(value)) {
                    for (ConfigurationFormat shipped : List.of(OLD, NEW)) {
                        FlinkConfiguration configuration = configuration(ConfigurationFormat.FLAT, text, shipped);
                        assertThat(configuration.values()).as(text).isEqualTo(Map.of("k", value));
                    }
                    assertThat(configuration(ConfigurationFormat.FLAT, text, OLD)
                                    .written())
                            .isEqualTo(Map.of("k", value));
                    assertThat(WrittenLines.read(configuration(ConfigurationFormat.FLAT, text, NEW)
                                    .written()))
                            .isEqualTo(Map.of("k", value));
                }
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "[a, b]|a;b",
                    "[]|~~",
                    "['a;b', 'c:d', 'e,f']|'a;b';c:d;e,f",
                    "[{class: A, serializer: B}, {class: C}]|class:A,serializer:B;class:C",
                    "[{class: 'A:1'}]|'''class:''''A:1'''''''",
                    "[1.10, 0x10, true, null]|1.1;16;true;null"
                })
        void listsOfYamlAreWrittenAsOlderFlinkHasThem(String list, String written) {
            String file = "k: " + list + "\n";

            if (written.isEmpty()) {
                assertThatThrownBy(() -> configuration(ConfigurationFormat.YAML, file, OLD))
                        .hasMessageContaining("PYF-703");
            } else {
                assertThat(configuration(ConfigurationFormat.YAML, file, OLD).written())
                        .isEqualTo(Map.of("k", written));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"'a #b'", "'#'", "' a'", "'a '", "\"a\\nb\"", "\"a\\rb\"", "''", "[a, 'b#']"})
        void whatALineCannotHoldIsRefused(String value) {
            assertThatThrownBy(() -> configuration(ConfigurationFormat.YAML, "k: " + value + "\n", OLD))
                    .isInstanceOf(PyFlinkException.class)
                    .hasMessageContainingAll("PYF-703", "`k`", "`<templates>`", "-Dpyflink.flink");
            assertThat(yaml("k: " + value + "\n").values()).containsKey("k");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:\\nb: 1|`a` has no value, and Flink stops",
                "a: {b: null}|`a.b` has no value, and Flink stops",
                "1: x|`1` is a key, and no text",
                "a: {true: x}|`a.true` is a key, and no text",
                "[a, b]|it holds no keys",
                "text|it holds no keys",
                "a: 1\\na: 2|found duplicate key a"
            })
    void whatFlinkStopsAtIsRefused(String text, String reason) {
        assertThatThrownBy(() -> yaml(text.replace("\\n", "\n")))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-701", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'true': x", "'12': x", "'null': x", "'1e3': x", "'a b': x", "'a:b': x"})
    void keyThatFlinkTakesForSomethingElseIsRefused(String text) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-702", "`<templates>`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "{}"})
    void fileWithoutSettingsHasNone(String text) {
        assertThat(yaml(text).values()).isEmpty();
    }

    @Test
    void optionsOfAllJvmsJoinTheShippedOnesInOneLine() {
        FlinkConfiguration shipped = FlinkConfiguration.read(
                new FlinkVersion(2, 3, 0), NEW, "env.java.opts.all: --add-opens=a/b=ALL-UNNAMED\nrest.port: 1\n");
        List<Map<String, String>> own = new ArrayList<>();
        own.add(Map.of("env.java.opts", "-Da=1\n  -Db=2\n"));
        own.add(Map.of("env.java.opts.all", " -Da=1 -Db=2"));

        own.forEach(file -> assertThat(shipped.withFile(file).values())
                .containsEntry("env.java.opts.all", "--add-opens=a/b=ALL-UNNAMED -Da=1 -Db=2")
                .containsEntry("rest.port", "1")
                .doesNotContainKey("env.java.opts"));
        assertThat(shipped.withFile(Map.of("env.java.opts.all", " ")).values()).isEqualTo(shipped.values());
        assertThat(shipped.withFile(Map.of("rest.port", "")).values()).containsEntry("rest.port", "");
    }

    /** Files of a few lines over which a reader runs out of stack or memory. */
    @ParameterizedTest
    @MethodSource("endless")
    void whatHasNoEndIsRefused(String text) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("PYF-701");
    }

    static Stream<String> endless() {
        String aliases = IntStream.range(0, 16)
                .mapToObj(level -> "l%1$s: &l%1$s {a: %2$s, b: %2$s, c: %2$s}\n"
                        .formatted(level, level == 0 ? "x" : "*l" + (level - 1)))
                .collect(Collectors.joining());
        return Stream.of("a: &a\n  b: *a\n", "a: " + "[".repeat(100_000), "{b: ".repeat(20_000), aliases);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uFFFEb", "a\u0081b"})
    void keyThatNoYamlCanHoldIsRefused(String key) {
        assertThat(YamlFile.isText(key)).isFalse();
    }
}
