package org.pyflinkimage.verdict;

import java.util.List;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/**
 * The verdicts on all combinations of a declaration.
 *
 * @param cells one a combination, in the declaration's order
 * @param problems of the declaration as a whole
 * @param overrides the severities that the declaration changed
 */
public record MatrixVerdict(List<Verdict> cells, List<Problem> problems, Overrides overrides) {

    public MatrixVerdict {
        cells = List.copyOf(cells);
        problems = List.copyOf(problems);
    }

    /** Whether a build must stop: a cell is refused, or the whole has an error. */
    public boolean isRefused() {
        return cells.stream().anyMatch(Verdict.Refused.class::isInstance)
                || problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /** Without the cells of which nobody has recorded a run. */
    public MatrixVerdict tested() {
        return new MatrixVerdict(
                cells.stream().filter(Verdict.Supported.class::isInstance).toList(), problems, overrides);
    }

    /** The cells that can be built. */
    public List<Verdict> fitting() {
        return cells.stream().filter(cell -> !(cell instanceof Verdict.Refused)).toList();
    }
}
