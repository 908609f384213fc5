package org.pyflinkimage.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.rules.Rules;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Suggestion;
import org.pyflinkimage.verdict.Verdict;

/**
 * Each problem once, with the combinations that have it: a matrix repeats itself. That nobody has run a combination is no finding
 * but its verdict, unless the declaration makes more of it.
 *
 * @param combinations none for a problem of the declaration as a whole
 */
record SharedProblem(Problem problem, List<Combination> combinations) {

    /** By gravity, then by code, then in the order of the combinations. */
    static List<SharedProblem> of(MatrixVerdict matrix) {
        Map<Problem, Collected> byProblem = new LinkedHashMap<>();
        matrix.problems().forEach(problem -> byProblem.put(problem, new Collected()));
        for (Verdict cell : matrix.cells()) {
            for (Problem problem : worthTelling(cell)) {
                List<Suggestion> nearest = suggestionsIn(problem, cell);
                byProblem
                        .computeIfAbsent(without(nearest, problem), same -> new Collected())
                        .add(cell.combination(), nearest);
            }
        }
        return byProblem.entrySet().stream()
                .map(entry -> entry.getValue().shared(entry.getKey()))
                .sorted(Comparator.comparing(
                                (SharedProblem shared) -> shared.problem().severity())
                        .thenComparing(shared -> shared.problem().code()))
                .toList();
    }

    private static List<Problem> worthTelling(Verdict cell) {
        return cell.problems().stream()
                .filter(problem -> !problem.code().equals(Rules.TESTED.code()) || problem.severity() != Severity.NOTE)
                .toList();
    }

    /** What is nearest to each of several combinations differs, and makes no other problem of one. */
    private static List<Suggestion> suggestionsIn(Problem problem, Verdict cell) {
        return cell instanceof Verdict.Refused refused
                ? refused.suggestions().stream()
                        .filter(suggestion -> problem.remedies().contains(suggestion.toText()))
                        .toList()
                : List.of();
    }

    private static Problem without(List<Suggestion> suggestions, Problem problem) {
        List<String> texts = suggestions.stream().map(Suggestion::toText).toList();
        return suggestions.isEmpty()
                ? problem
                : problem.withRemedies(problem.remedies().stream()
                        .filter(remedy -> !texts.contains(remedy))
                        .toList());
    }

    /** The problem, saying how many of all combinations have it; one of the declaration as a whole is left as it is. */
    Problem counted(int all) {
        return combinations.isEmpty()
                ? problem
                : problem.withWhat("%s (in %s of %s combinations)".formatted(problem.what(), combinations.size(), all));
    }

    /** Who has a problem, and what is nearest to each of them. */
    private static final class Collected {

        private final List<Combination> combinations = new ArrayList<>();
        private final List<Suggestion> suggestions = new ArrayList<>();

        void add(Combination combination, List<Suggestion> nearest) {
            combinations.add(combination);
            suggestions.addAll(nearest);
        }

        SharedProblem shared(Problem bare) {
            Problem whole = bare.remedy(combinations.size() == 1 ? alone() : together());
            return new SharedProblem(whole, List.copyOf(combinations));
        }

        private List<String> alone() {
            return suggestions.stream().map(Suggestion::toText).toList();
        }

        /** The elements to paste, each once. */
        private List<String> together() {
            Map<String, Integer> counts = new LinkedHashMap<>();
            suggestions.forEach(suggestion -> counts.merge(
                    "`%s` (%s)".formatted(suggestion.toXml(), suggestion.toProperties()), 1, Integer::sum));
            return counts.entrySet().stream()
                    .map(entry -> entry.getValue() == combinations.size()
                            ? entry.getKey()
                            : entry.getKey() + " in %s of them".formatted(entry.getValue()))
                    .toList();
        }
    }
}
