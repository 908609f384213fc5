package org.pyflinkimage.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.verdict.Levels;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Verdict;

/** A matrix of verdicts for a terminal: a table, and every problem once. */
public final class TerminalReport {

    private static final List<String> HEADER = List.of("Flink", "Java", "Python", "platform", "verdict", "problems");

    private TerminalReport() {}

    /** The verdict of every cell as a table, and the counts; lines without colour or trailing blanks. */
    public static List<String> overview(MatrixVerdict matrix) {
        List<String> lines = new ArrayList<>(table(matrix));
        lines.addAll(overrides(matrix));
        lines.add(summary(matrix));
        return lines;
    }

    /** The severities that the declaration changed, a line each. */
    public static List<String> overrides(MatrixVerdict matrix) {
        return matrix.overrides().levels().entrySet().stream()
                .map(override -> "<rules> of the declaration: %s %s"
                        .formatted(
                                override.getKey(),
                                override.getValue().map(Levels::word).orElse("off")))
                .toList();
    }

    /** Every problem once, the gravest first, with the number of combinations that have it. */
    public static List<Problem> problems(MatrixVerdict matrix) {
        int cells = matrix.cells().size();
        return SharedProblem.of(matrix).stream()
                .map(finding -> cells < 2 ? finding.problem() : finding.counted(cells))
                .toList();
    }

    /** The counts: {@code 4 combinations: 1 supported, 2 untested, 1 refused}. */
    static String summary(MatrixVerdict matrix) {
        return "%s %s: %s supported, %s untested, %s refused"
                .formatted(
                        matrix.cells().size(),
                        matrix.cells().size() == 1 ? "combination" : "combinations",
                        count(matrix, "supported"),
                        count(matrix, "untested"),
                        count(matrix, "refused"));
    }

    private static long count(MatrixVerdict matrix, String word) {
        return matrix.cells().stream().filter(cell -> cell.word().equals(word)).count();
    }

    private static List<String> table(MatrixVerdict matrix) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        matrix.cells().forEach(cell -> rows.add(row(cell)));
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEADER.size(); column++) {
            int index = column;
            widths.add(
                    rows.stream().mapToInt(row -> row.get(index).length()).max().orElse(0));
        }
        return rows.stream().map(row -> aligned(row, widths)).toList();
    }

    private static List<String> row(Verdict cell) {
        return List.of(
                cell.combination().flink().toString(),
                cell.combination().java().toString(),
                cell.combination().python().toString(),
                cell.combination().platform().toString(),
                cell.word(),
                codes(cell));
    }

    /** Notes are not worth a place in the table. */
    static String codes(Verdict cell) {
        return cell.problems().stream()
                .filter(problem -> problem.severity() != Severity.NOTE)
                .map(Problem::code)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String aligned(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(row.get(column))
                    .append(" ".repeat(widths.get(column) - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
