package org.pyflinkimage.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Verdict;

/** The part of a matrix that can be built, in the forms of those who build it. */
public final class Matrices {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Matrices() {}

    /** GitHub Actions: one line for {@code matrix: ${{ fromJSON(...) }}}. */
    public static String gitHub(MatrixVerdict matrix) {
        ObjectNode root = JSON.createObjectNode();
        fill(root.putArray("include"), matrix);
        return root + "\n";
    }

    /** A plain array. */
    public static String json(MatrixVerdict matrix) {
        ArrayNode array = JSON.createArrayNode();
        fill(array, matrix);
        return JsonReport.pretty(array);
    }

    /** GitLab CI: a hidden job to be extended. */
    public static String gitLab(MatrixVerdict matrix) {
        String entries = matrix.fitting().stream()
                .map(cell -> """
                              - FLINK: "%s"
                                JAVA: "%s"
                                PYTHON: "%s"
                                PLATFORM: "%s"
                        """.formatted(
                                cell.combination().flink(),
                                cell.combination().java(),
                                cell.combination().python(),
                                cell.combination().platform()))
                .collect(Collectors.joining());
        return ".pyflink-matrix:\n  parallel:\n    matrix:" + (entries.isEmpty() ? " []\n" : "\n" + entries);
    }

    /** A table. */
    public static String markdown(MatrixVerdict matrix) {
        return matrix.fitting().stream()
                .map(cell -> "| %s |\n".formatted(String.join(" | ", columns(cell))))
                .collect(Collectors.joining(
                        "", "| Flink | Java | Python | Platform | Verdict |\n|---|---|---|---|---|\n", ""));
    }

    private static List<String> columns(Verdict cell) {
        return List.of(
                cell.combination().flink().toString(),
                cell.combination().java().toString(),
                cell.combination().python().toString(),
                cell.combination().platform().toString(),
                cell.word());
    }

    private static void fill(ArrayNode array, MatrixVerdict matrix) {
        matrix.fitting()
                .forEach(cell -> JsonReport.versions(array.addObject(), cell.combination())
                        .put("verdict", cell.word()));
    }
}
