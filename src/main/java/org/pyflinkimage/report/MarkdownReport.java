package org.pyflinkimage.report;

import java.util.stream.Collectors;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.verdict.Levels;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Verdict;

/** {@code validation.md}: the table and the problems, for a merge request or a job's summary. */
public final class MarkdownReport {

    private MarkdownReport() {}

    /** The whole matrix. */
    public static String write(MatrixVerdict matrix) {
        StringBuilder text = new StringBuilder("# Compatibility\n\n");
        text.append(TerminalReport.summary(matrix)).append(".\n\n").append(table(matrix));
        if (!matrix.overrides().levels().isEmpty()) {
            text.append("\nChanged by `<rules>`: ")
                    .append(matrix.overrides().levels().entrySet().stream()
                            .map(entry -> entry.getKey() + " "
                                    + entry.getValue().map(Levels::word).orElse("off"))
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        for (SharedProblem finding : SharedProblem.of(matrix)) {
            text.append('\n').append(section(finding));
        }
        return text.toString();
    }

    private static String table(MatrixVerdict matrix) {
        return matrix.cells().stream()
                .map(MarkdownReport::row)
                .collect(Collectors.joining(
                        "",
                        "| Flink | Java | Python | Platform | Verdict | Problems |\n|---|---|---|---|---|---|\n",
                        ""));
    }

    private static String row(Verdict cell) {
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        cell.combination().flink(),
                        cell.combination().java(),
                        cell.combination().python(),
                        cell.combination().platform(),
                        cell.word(),
                        TerminalReport.codes(cell));
    }

    private static String section(SharedProblem finding) {
        Problem problem = finding.problem();
        StringBuilder text = new StringBuilder("## %s (%s)\n\n%s\n\n"
                .formatted(problem.code(), Levels.word(problem.severity()), sentence(problem.what())));
        problem.why()
                .forEach(why -> text.append("- Why: ").append(sentence(why)).append('\n'));
        problem.remedies()
                .forEach(remedy ->
                        text.append("- Try: ").append(sentence(remedy)).append('\n'));
        problem.sources()
                .forEach(source -> text.append("- Source: ").append(source).append('\n'));
        finding.combinations()
                .forEach(
                        combination -> text.append("- In: ").append(combination).append('\n'));
        return text.toString();
    }

    /** One line; what is not in back-ticks must not become markup. */
    private static String sentence(String text) {
        StringBuilder escaped = new StringBuilder();
        boolean code = false;
        for (char character : text.replace('\n', ' ').toCharArray()) {
            code ^= character == '`';
            escaped.append(!code && "<>*_[]|\\".indexOf(character) >= 0 ? "\\" + character : String.valueOf(character));
        }
        return escaped.toString();
    }
}
