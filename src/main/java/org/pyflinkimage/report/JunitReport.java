package org.pyflinkimage.report;

import java.util.List;
import java.util.stream.Collectors;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Verdict;

/** Verdicts in the form of JUnit's XML: a test case a combination, which fails where it is refused. */
public final class JunitReport {

    private JunitReport() {}

    /** One test suite. */
    public static String write(MatrixVerdict matrix) {
        List<Problem> errors = matrix.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
        long refused = matrix.cells().stream()
                .filter(Verdict.Refused.class::isInstance)
                .count();
        String whole = testCase("the declaration as a whole", errors, matrix.problems());
        String cells = matrix.cells().stream().map(JunitReport::testCase).collect(Collectors.joining());
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="pyflink:validate" tests="%s" failures="%s" errors="0" skipped="0" time="0">
                %s%s</testsuite>
                """.formatted(matrix.cells().size() + 1, refused + (errors.isEmpty() ? 0 : 1), whole, cells);
    }

    private static String testCase(Verdict cell) {
        List<Problem> errors = cell.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
        return testCase(cell.combination().toString(), errors, cell.problems());
    }

    private static String testCase(String name, List<Problem> errors, List<Problem> all) {
        String open = "  <testcase classname=\"pyflink.validate\" name=\"%s\" time=\"0\"".formatted(escaped(name));
        if (all.isEmpty()) {
            return open + "/>\n";
        }
        String failure = errors.isEmpty()
                ? ""
                : "    <failure message=\"%s\" type=\"%s\">%s</failure>\n"
                        .formatted(escaped(errors.get(0).what()), errors.get(0).code(), escaped(text(errors)));
        List<Problem> others =
                all.stream().filter(problem -> !errors.contains(problem)).toList();
        String output = others.isEmpty() ? "" : "    <system-out>%s</system-out>\n".formatted(escaped(text(others)));
        return open + ">\n" + failure + output + "  </testcase>\n";
    }

    private static String text(List<Problem> problems) {
        return problems.stream().map(Problem::toText).collect(Collectors.joining("\n"));
    }

    /** For element texts and attributes; characters that XML 1.0 cannot hold become question marks. */
    private static String escaped(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
