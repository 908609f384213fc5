package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.config;
import static org.pyflinkimage.rules.Specs.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.facts.FlinkOptions;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** Settings against the options that Flink has. */
class OptionRulesTest {

    private static final List<String> CODES = List.of("PYF-231", "PYF-232", "PYF-233", "PYF-234");
    private static final Path SHIPPED = Path.of("src/test/resources/org/pyflinkimage/rules/options/shipped.tsv");
    private static final Pattern ELEMENT = Pattern.compile("(?s)<flinkConfig>(.*?)</flinkConfig>");
    private static final Pattern SETTING = Pattern.compile("<([A-Za-z0-9.-]+)>([^<]*)</\\1>");
    private static final Pattern PROPERTY = Pattern.compile("pyflink\\.flinkConfig\\.([a-z][A-Za-z0-9.-]+)=(\\S+)");

    private static final String KEY =
            "((?:jobmanager|taskmanager|rest|state|execution|python|parallelism|metrics|pipeline|table"
                    + "|high-availability|env|classloader|web|blob|kubernetes)\\.[A-Za-z0-9.-]+)";
    private static final Pattern LINE = Pattern.compile("(?m)^[ #-]*" + KEY + ": +(\\S.*)$");
    private static final Pattern QUOTED = Pattern.compile("`" + KEY + ": ([^`]+)`");

    private static final Set<String> MISSPELT_BY_FLINK =
            Set.of("classloader.resolve.order", "historyserver.archive.fs.fs.refresh-interval");

    private static final Map<String, String> NEWEST_OF = Map.of(
            "1.17", "1.17.2", "1.18", "1.18.1", "1.19", "1.19.3", "1.20", "1.20.5", "2.0", "2.0.2", "2.1", "2.1.3",
            "2.2", "2.2.1", "2.3", "2.3.0");

    private static List<Problem> problems(String flink, Map<String, String> settings) {
        return CODES.stream()
                .flatMap(code -> Judged.by(code, config(flink, settings)).stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.3.0  | taskmanager.numberOfTaskSlot          | 2     | PYF-231 | WARNING | `taskmanager.numberOfTaskSlots`, which
            2.3.0  | taskmanger.numberOfTaskSlots          | 2     | PYF-231 | WARNING | `taskmanager.numberOfTaskSlots`, which
            2.3.0  | taskmanager.my-own                    | 2     | PYF-231 | NOTE    | leave it out
            1.17.2 | execution.checkpointing.intervall     | 10 s  | PYF-231 | WARNING | `execution.checkpointing.interval`, which
            1.17.2 | execution.checkpointing.savepoint-dir | x     | PYF-232 | WARNING | `state.savepoints.dir`, its name in Flink 1.17
            2.3.0  | akka.watch.threshold                  | 12    | PYF-232 | WARNING | leave it out: nothing is known
            1.20.5 | slot.request.max-interval             | 10 s  | PYF-232 | WARNING | leave it out, or a release of Flink 2.0 or newer in
            2.2.1  | python.logging.level.overrides.job    | INFO  | PYF-232 | WARNING | leave it out, or a release of Flink 2.3 or newer in
            1.19.3 | kubernetes.internal-service.annotations.team | a | PYF-232 | WARNING | leave it out, or a release of Flink 1.20 or newer in
            2.0.2  | execution.checkpointing.interval      | PT10S | PYF-234 | WARNING | `<flinkConfig><execution
            2.3.0  | akka.ask.timeout                      | 10 s  | PYF-233 | NOTE    | `pekko.ask.timeout`
            1.20.5 | state.backend                         | x     | PYF-233 | NOTE    | `state.backend.type`
            2.3.0  | parallelism.default                   | four  | PYF-234 | ERROR   | `<flinkConfig><parallelism.default>`
            2.3.0  | execution.checkpointing.interval      | 10 sek | PYF-234 | WARNING | `<flinkConfig><execution
            2.3.0  | execution.checkpointing.mode          | twice | PYF-234 | WARNING | `<flinkConfig><execution
            2.3.0  | table.exec.mini-batch.enabled         | yes   | PYF-234 | WARNING | `<flinkConfig><table
            2.3.0  | taskmanager.memory.managed.fraction   | 40%   | PYF-234 | WARNING | `<flinkConfig><taskmanager
            2.3.0  | taskmanager.memory.segment-size       | 32 kib | PYF-234 | WARNING | `<flinkConfig><taskmanager
            2.3.0  | resourcemanager.rpc.port              | abc   | PYF-234 | WARNING | `<flinkConfig><resourcemanager
            1.20.5 | web.port                              | abc   | PYF-234 | WARNING | `<flinkConfig><web.port
            """)
    void mistakeIsTold(String flink, String key, String value, String code, Severity severity, String remedy) {
        List<Problem> problems = problems(flink, Map.of(key, value));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).code()).isEqualTo(code);
        assertThat(problems.get(0).severity()).isEqualTo(severity);
        assertThat(problems.get(0).remedies().get(0)).startsWith(remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a user's own                   | com.example.retries                    | 5
            a user's own, near to a key    | test.port                              | 5
            one of a word that Flink has   | io.example.retries                     | 5
            another                        | client.id                              | a
            a secret store's               | table.secret-store.vault.address       | https://example.com
            a plugin's                     | s3.endpoint                            | http://example.com
            Hadoop's                       | fs.s3a.connection.maximum              | 5
            a reporter's                   | metrics.reporter.prom.port             | 9249-9260
            a map's                        | kubernetes.jobmanager.labels.team      | data
            an external resource's         | external-resource.gpu.amount           | 1
            a variable                     | parallelism.default                    | ${SLOTS}
            a word in other letters        | execution.checkpointing.mode           | at_least_once
            a duration of the standard     | execution.checkpointing.interval       | PT10S
            a number of another form       | taskmanager.memory.managed.fraction    | .4
            an empty value                 | parallelism.default                    | ''
            removed, which has a rule      | state.backend.async                    | true
            """)
    void rightOneIsLeftInPeace(String story, String key, String value) {
        assertThat(problems("2.3.0", Map.of(key, value))).as(story).isEmpty();
    }

    /** Of lines that are older or newer than what is known nothing is said. */
    @ParameterizedTest
    @ValueSource(strings = {"1.16.3", "2.9.0"})
    void otherLinesAreLeftInPeace(String flink) {
        assertThat(problems(flink, Map.of("taskmanager.numberOfTaskSlot", "none")))
                .isEmpty();
    }

    /** Memory and ports have rules of their own. */
    @Test
    void valueIsToldOnce() {
        assertThat(problems("2.3.0", Map.of("taskmanager.memory.process.size", "much", "rest.port", "none")))
                .isEmpty();
    }

    @Test
    void valuesOfUnknownKeysAreNotShown() {
        assertThat(problems("2.3.0", Map.of("security.ssl.rest.key-passwort", "not-to-be-shown")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).doesNotContain("not-to-be-shown"));
    }

    @Test
    void numbersOfYamlAreNumbers() {
        Subject file = subject(config("2.3.0", Map.of()).combination())
                .withTexts(new Texts(Map.of("config.yaml", "parallelism:\n  default: 0x10\n"), Map.of()));

        assertThat(Judged.by("PYF-234", file)).isEmpty();
    }

    static Stream<FlinkMinor> lines() {
        return FlinkOptions.shipped().lines().stream();
    }

    /**
     * What stands in the configuration that each Flink ships, commented out or not; of some comments the value is a list of those that
     * there are, and two keys are misspelt there: Flink reads {@code classloader.resolve-order} and {@code
     * historyserver.archive.fs.refresh-interval}.
     */
    @ParameterizedTest
    @MethodSource("lines")
    void shippedConfigurationIsLeftInPeace(FlinkMinor line) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        Files.readAllLines(SHIPPED).stream()
                .map(text -> text.split("\t", -1))
                .filter(parts -> parts[0].equals(line.toString()) && !parts[2].startsWith("["))
                .filter(parts -> !MISSPELT_BY_FLINK.contains(parts[1]))
                .forEach(parts -> settings.put(parts[1], parts[2]));

        assertThat(settings).hasSizeGreaterThan(20);
        // Some comments have old keys, which are notes.
        assertThat(problems(NEWEST_OF.get(line.toString()), settings))
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("PYF-233"));
    }

    /** Every setting that this project shows or tests. */
    @Test
    void settingsOfTheDocumentationAndTheExamplesAreLeftInPeace() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Path file : shown()) {
            String text = Files.readString(file);
            ELEMENT.matcher(text)
                    .results()
                    .forEach(element -> SETTING.matcher(element.group(1))
                            .results()
                            .forEach(setting -> settings.put(setting.group(1), setting.group(2))));
            for (Pattern pattern : List.of(PROPERTY, LINE, QUOTED)) {
                pattern.matcher(text).results().forEach(setting -> settings.put(setting.group(1), setting.group(2)));
            }
        }
        settings.keySet().removeIf(key -> key.matches("KEY|.*[.]FLINK|.*[.]json|.*[.]toml"));

        assertThat(settings).hasSizeGreaterThan(2);
        assertThat(problems("2.3.0", settings)).isEmpty();
    }

    private static List<Path> shown() throws IOException {
        List<Path> found = new ArrayList<>(List.of(Path.of("README.md")));
        for (String folder : List.of("docs", "examples", "src/it", "templates")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                // What problems are shown with is wrong by intention.
                files.filter(file -> file.toString().matches(".*\\.(md|xml|yaml|yml|ftl)"))
                        .filter(file -> !file.endsWith("problems.md"))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
