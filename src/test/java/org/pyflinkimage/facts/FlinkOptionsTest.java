package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.facts.OptionType.Form;
import org.pyflinkimage.flink.FlinkMinor;

class FlinkOptionsTest {

    private static final FlinkMinor NEWEST = new FlinkMinor(2, 3);

    private static final List<FlinkMinor> LINES =
            List.of(new FlinkMinor(1, 19), new FlinkMinor(1, 20), new FlinkMinor(2, 0), new FlinkMinor(2, 1));

    private final FlinkOptions options = FlinkOptions.shipped();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parallelism.default                | 2.3  | INT
            taskmanager.memory.process.size    | 2.3  | MEMORY
            taskmanager.memory.managed.fraction | 2.3 | NUMBER
            python.fn-execution.bundle.time    | 2.3  | LONG
            execution.checkpointing.interval   | 1.17 | DURATION
            execution.checkpointing.mode       | 1.20 | WORDS
            python.files                       | 2.3  | TEXT
            table.exec.mini-batch.enabled      | 2.0  | BOOLEAN
            kubernetes.jobmanager.labels       | 2.0  | MAP
            """)
    void typeIsThatOfTheOption(String key, String line, Form form) {
        assertThat(options.typeOf(key, FlinkMinor.parse(line).orElseThrow()))
                .map(OptionType::form)
                .contains(form);
    }

    @ParameterizedTest
    @CsvSource({"1.13, 1.17", "1.17, 1.17", "1.18, 1.18", "1.21, 1.20", "2.2, 2.2"})
    void nearestLineIsTheNewestThatIsNotAbove(String line, String nearest) {
        assertThat(options.nearestTo(FlinkMinor.parse(line).orElseThrow()))
                .isEqualTo(FlinkMinor.parse(nearest).orElseThrow());
        assertThat(options.nearestTo(new FlinkMinor(99, 0))).isEqualTo(NEWEST);
    }

    @Test
    void everyLineHasHundreds() {
        assertThat(options.lines()).hasSizeGreaterThanOrEqualTo(8).startsWith(new FlinkMinor(1, 17));
        assertThat(options.lines())
                .allSatisfy(line -> assertThat(options.keysOf(line)).hasSizeGreaterThan(500));
    }

    @Test
    void olderKeysLeadToOptions() {
        assertThat(options.deprecated())
                .allSatisfy((older, current) -> current.byLine()
                        .forEach((line, key) ->
                                assertThat(options.typeOf(older, line)).isPresent()));
    }

    /** The removed keys that are facts of their own were found elsewhere: in release notes. */
    @Test
    void keysThatWereRemovedAreOfNoLaterLine() {
        Map<String, Optional<String>> removed = Facts.shipped().configuration().removed();

        assertThat(removed.keySet())
                .allSatisfy(key -> assertThat(options.linesOf(key)).allMatch(line -> line.major() == 1));
    }

    @Test
    void olderKeysOfAnOptionAreKnown() {
        assertThat(options.olderKeysOf("taskmanager.memory.managed.size")).containsExactly("taskmanager.memory.size");
        assertThat(options.olderKeysOf("taskmanager.memory.network.max"))
                .containsExactly("taskmanager.network.memory.max");
        assertThat(options.olderKeysOf("taskmanager.memory.flink.size")).isEmpty();
    }

    /** What other facts say of keys is of keys that there are. */
    @Test
    void memoryAndSuccessorsAreOptions() {
        MemoryFacts memory = Facts.shipped().memory();
        assertThat(memory.sizes().keySet())
                .allSatisfy(key -> assertThat(options.typeOf(key, NEWEST))
                        .map(OptionType::form)
                        .contains(Form.MEMORY));
        assertThat(memory.fractions().keySet())
                .allSatisfy(key -> assertThat(options.typeOf(key, NEWEST))
                        .map(OptionType::form)
                        .contains(Form.NUMBER));
        assertThat(Facts.shipped().configuration().removed().values().stream()
                        .flatMap(Optional::stream)
                        .flatMap(instead ->
                                Stream.of(instead.replaceAll(": .*", "").split(" and ")))
                        .filter(key -> !key.contains("*") && !key.startsWith("streaming-source.")))
                .allSatisfy(
                        key -> assertThat(options.typeOf(key, NEWEST)).as(key).isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int                                    | {1.19=int, 1.20=int, 2.0=int, 2.1=int}
            int until 1.19, duration since 2.1     | {1.19=int, 2.1=duration}
            int since 1.20 until 2.0               | {1.20=int, 2.0=int}
            """)
    void spansAreOfLines(String text, String byLine) {
        assertThat(LineSpans.parse(text, LINES, Optional::of).orElseThrow().byLine())
                .hasToString(byLine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int since 3.0", "int until 1.18", "int since 2.0 until 1.20", ""})
    void spansOfOtherLinesAreNone(String text) {
        assertThat(LineSpans.parse(text, LINES, Optional::of)).isEmpty();
    }

    @Test
    void mistakeIsNamedByItsPlace() {
        String changed =
                FactsReader.shippedText(FlinkOptions.FILE).replaceFirst("\": \"duration\"", "\": \"durations\"");

        assertThatIllegalStateException()
                .isThrownBy(() -> FactNode.read(FlinkOptions.FILE, changed, FlinkOptions::read))
                .withMessageContaining("cannot be `durations`");
    }
}
