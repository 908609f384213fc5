package org.pyflinkimage.compat.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pyflinkimage.compat.MatrixVerdict;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/**
 * Each problem once, with the combinations that have it: a matrix repeats itself.
 *
 * @param combinations none for a problem of the declaration as a whole
 */
record Findings(Problem problem, List<Combination> combinations) {

    /** By gravity, then by code, then in the order of the combinations. */
    static List<Findings> of(MatrixVerdict matrix) {
        Map<Problem, List<Combination>> byProblem = new LinkedHashMap<>();
        matrix.problems().forEach(problem -> byProblem.put(problem, List.of()));
        matrix.cells()
                .forEach(cell -> cell.problems()
                        .forEach(problem -> byProblem
                                .computeIfAbsent(problem, same -> new ArrayList<>())
                                .add(cell.combination())));
        return byProblem.entrySet().stream()
                .map(entry -> new Findings(entry.getKey(), List.copyOf(entry.getValue())))
                .sorted(Comparator.comparing(
                                (Findings finding) -> finding.problem().severity())
                        .thenComparing(finding -> finding.problem().code()))
                .toList();
    }

    /** The problem, saying how many of all combinations have it; one of the declaration as a whole is left as it is. */
    Problem counted(int all) {
        return combinations.isEmpty()
                ? problem
                : problem.withWhat("%s (in %d of %d combinations)".formatted(problem.what(), combinations.size(), all));
    }

    static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
