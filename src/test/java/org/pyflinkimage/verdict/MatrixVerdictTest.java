package org.pyflinkimage.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.TestedCombination;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

class MatrixVerdictTest {

    private static final Combination CELL = cell("2.3.0", 17, "3.11");
    private static final Problem COLLISION = Problem.declaration("PYF-250", "2 images would be called `a`");
    private static final Verdict REFUSED = new Verdict.Refused(CELL, List.of(), List.of());
    private static final Verdict UNTESTED = new Verdict.Untested(CELL, List.of());
    private static final Verdict SUPPORTED = new Verdict.Supported(
            CELL,
            List.of(),
            new TestedCombination(
                    CELL.flink(),
                    CELL.java(),
                    CELL.python(),
                    CELL.platform(),
                    LocalDate.of(2026, 11, 25),
                    List.of("process"),
                    Optional.empty()));

    @Test
    void oneRefusedCellRefusesTheWhole() {
        assertThat(matrix(List.of(SUPPORTED, REFUSED)).isRefused()).isTrue();
        assertThat(matrix(List.of(SUPPORTED, UNTESTED)).isRefused()).isFalse();
    }

    @Test
    void errorOfTheWholeRefusesIt() {
        assertThat(matrix(List.of(SUPPORTED), COLLISION).isRefused()).isTrue();
        assertThat(matrix(List.of(SUPPORTED), COLLISION.withSeverity(Severity.WARNING))
                        .isRefused())
                .isFalse();
    }

    @Test
    void refusedCellsDoNotFitAndOnlyRunOnesAreTested() {
        MatrixVerdict matrix = matrix(List.of(UNTESTED, REFUSED, SUPPORTED), COLLISION);

        assertThat(matrix.fitting()).containsExactly(UNTESTED, SUPPORTED);
        assertThat(matrix.tested().cells()).containsExactly(SUPPORTED);
        assertThat(matrix.tested().problems()).containsExactly(COLLISION);
    }

    private static MatrixVerdict matrix(List<Verdict> cells, Problem... problems) {
        return new MatrixVerdict(cells, List.of(problems), Overrides.parse(Map.of()));
    }
}
