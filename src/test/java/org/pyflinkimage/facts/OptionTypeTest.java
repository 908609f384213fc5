package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;

class OptionTypeTest {

    /**
     * What the parsers of each line's Flink said, as {@code src/facts/options.py} recorded it.
     *
     * @param lines those that take the value
     */
    record Answer(String type, String value, Set<FlinkMinor> lines) {}

    static List<Answer> answers() throws IOException {
        Map<List<String>, Set<FlinkMinor>> lines = new LinkedHashMap<>();
        for (String line :
                Files.readAllLines(Path.of("src/test/resources/org/pyflinkimage/rules/options/values.tsv"))) {
            String[] parts = line.split("\t", -1);
            if (!line.startsWith("#")) {
                Set<FlinkMinor> taking = lines.computeIfAbsent(List.of(parts[1], parts[2]), value -> new TreeSet<>());
                if (Boolean.parseBoolean(parts[3])) {
                    taking.add(FlinkMinor.parse(parts[0]).orElseThrow());
                }
            }
        }
        return lines.entrySet().stream()
                .map(entry -> new Answer(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .toList();
    }

    @Test
    void everyLineWasAsked() throws IOException {
        assertThat(answers())
                .flatExtracting(Answer::lines)
                .containsAll(FlinkOptions.shipped().lines());
    }

    /** The newest ones take more forms of durations than those before. */
    @ParameterizedTest
    @MethodSource("answers")
    void valueIsTakenWhereThatFlinkTakesIt(Answer answer) {
        OptionType type = OptionType.parse(answer.type()).orElseThrow();

        assertThat(FlinkOptions.shipped().lines())
                .filteredOn(line -> type.takes(answer.value(), new FlinkVersion(line.major(), line.minor(), 0)))
                .containsExactlyInAnyOrderElementsOf(answer.lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "map", "list of int", "list of one of A|B"})
    void textsMapsAndListsAreAny(String type) {
        assertThat(OptionType.parse(type).orElseThrow().takes("any thing", new FlinkVersion(2, 3, 0)))
                .isTrue();
    }

    @Test
    void wordsAreTakenInAnyLetters() {
        OptionType type = OptionType.parse("one of EXACTLY_ONCE|AT_LEAST_ONCE").orElseThrow();

        assertThat(type.takes("exactly_once", new FlinkVersion(2, 3, 0))).isTrue();
        assertThat(type.takes("exactly-once", new FlinkVersion(2, 3, 0))).isFalse();
        assertThat(type.asked()).isEqualTo("one of `EXACTLY_ONCE`, `AT_LEAST_ONCE`");
    }

    @Test
    void typeThatIsNoneIsNotRead() {
        assertThat(OptionType.parse("durations")).isEmpty();
    }
}
