package org.pyflinkimage.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.rules.Rule;
import org.pyflinkimage.rules.Rules;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;

class OverridesTest {

    private static final Problem ERROR = Problem.declaration("PYF-110", "Flink does not run on that Java");

    @ParameterizedTest
    @CsvSource({"note, NOTE", "warning, WARNING", "' Warning ', WARNING", "ERROR, ERROR"})
    void wordIsASeverity(String word, Severity severity) {
        assertThat(Overrides.parse(Map.of("PYF-110", word)).apply(List.of(ERROR)))
                .extracting(Problem::severity)
                .containsExactly(severity);
    }

    @Test
    void ruleThatIsOffSaysNothing() {
        assertThat(Overrides.parse(Map.of("PYF-110", "off")).apply(List.of(ERROR)))
                .isEmpty();
    }

    @Test
    void changedProblemSaysWhatItWouldBe() {
        Problem note = ERROR.withSeverity(Severity.NOTE);

        assertThat(Overrides.parse(Map.of("PYF-110", "error")).apply(List.of(note)))
                .containsExactly(ERROR.why("`<rules>` of the declaration makes this an error: a note otherwise"));
    }

    @Test
    void whatStaysAsItIsIsNotTalkedAbout() {
        Overrides overrides = Overrides.parse(Map.of("PYF-110", "error", "PYF-111", "off"));

        assertThat(overrides.apply(List.of(ERROR))).containsExactly(ERROR);
    }

    @Test
    void mistakesAreReportedTogether() {
        assertThatThrownBy(() -> Overrides.parse(Map.of("PYF-999", "off", "PYF-115", "loud", "PYF-114", "off")))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("a rule that does not exist: PYF-999")
                .hasMessageContaining("`<rules><PYF-115>` is no severity: loud");
    }

    /** What is found in the files of an image has no rule, and a severity all the same. */
    @Test
    void findingsInFilesAreKnown() {
        for (String code : Rules.OF_FILES) {
            assertThat(Overrides.parse(Map.of(code, "error")).apply(List.of(Problem.declaration(code, "found"))))
                    .extracting(Problem::severity)
                    .containsExactly(Severity.ERROR);
        }
        assertThat(Rules.all()).extracting(Rule::code).doesNotContainAnyElementsOf(Rules.OF_FILES);
    }

    @Test
    void ruleMayRefuseByItsOwnSeverityOrTheDeclaredOne() {
        Rule java = rule("PYF-110");
        Rule oldFlink = rule("PYF-115");
        Overrides overrides = Overrides.parse(Map.of("PYF-110", "warning", "PYF-115", "error"));

        assertThat(Overrides.parse(Map.of()).mayRefuse(java)).isTrue();
        assertThat(Overrides.parse(Map.of()).mayRefuse(oldFlink)).isFalse();
        assertThat(overrides.mayRefuse(java)).isFalse();
        assertThat(overrides.mayRefuse(oldFlink)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"error, true", "warning, false", "off, false"})
    void runsAreDemandedByAnErrorAlone(String level, boolean demanded) {
        assertThat(Overrides.parse(Map.of("PYF-100", level)).demandRuns()).isEqualTo(demanded);
    }

    @Test
    void whatIsOffIsToldByNoLevel() {
        Overrides overrides = Overrides.parse(Map.of("PYF-266", "off", "PYF-115", "note"));

        assertThat(overrides.turnOff("PYF-266")).isTrue();
        assertThat(overrides.turnOff("PYF-115")).isFalse();
        assertThat(overrides.turnOff("PYF-110")).isFalse();
    }

    private static Rule rule(String code) {
        return Rules.all().stream()
                .filter(rule -> rule.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
