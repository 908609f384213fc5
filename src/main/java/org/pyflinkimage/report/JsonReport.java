package org.pyflinkimage.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.verdict.Levels;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Suggestion;
import org.pyflinkimage.verdict.Verdict;

/** {@code validation.json}, as {@code validation.schema.json} describes it. */
public final class JsonReport {

    /** Grows with changes that a reader would misread. */
    static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    /** The whole matrix with all problems and suggestions. */
    public static String write(MatrixVerdict matrix) {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION).put("refused", matrix.isRefused());
        ObjectNode overrides = root.putObject("overrides");
        matrix.overrides()
                .levels()
                .forEach((code, level) ->
                        overrides.put(code, level.map(Levels::word).orElse("off")));
        problems(root.putArray("problems"), matrix.problems());
        ArrayNode cells = root.putArray("cells");
        matrix.cells().forEach(cell -> cell(cells.addObject(), cell));
        return pretty(root);
    }

    /** Indented by two, with line feeds on every system. */
    static String pretty(JsonNode node) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(indenter)
                                    .withArrayIndenter(indenter))
                            .writeValueAsString(node)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Versions as text: as a number, Python 3.10 would become 3.1. */
    static ObjectNode versions(ObjectNode node, Combination combination) {
        return node.put("flink", combination.flink().toString())
                .put("java", combination.java().toString())
                .put("python", combination.python().toString())
                .put("platform", combination.platform().toString());
    }

    private static void cell(ObjectNode node, Verdict verdict) {
        versions(node, verdict.combination()).put("verdict", verdict.word());
        if (verdict instanceof Verdict.Supported supported) {
            ObjectNode run =
                    node.putObject("run").put("date", supported.run().date().toString());
            supported.run().modes().forEach(run.putArray("modes")::add);
            supported.run().interpreter().ifPresent(build -> run.put("interpreter", build.toString()));
        }
        problems(node.putArray("problems"), verdict.problems());
        ArrayNode suggestions = node.putArray("suggestions");
        if (verdict instanceof Verdict.Refused refused) {
            refused.suggestions().forEach(suggestion -> suggestion(suggestions.addObject(), suggestion));
        }
    }

    private static void suggestion(ObjectNode node, Suggestion suggestion) {
        versions(node, suggestion.combination())
                .put("verdict", suggestion.supported() ? "supported" : "untested")
                .put("xml", suggestion.toXml());
    }

    private static void problems(ArrayNode node, List<Problem> problems) {
        for (Problem problem : problems) {
            ObjectNode entry = node.addObject()
                    .put("code", problem.code())
                    .put("severity", Levels.word(problem.severity()))
                    .put("what", problem.what());
            problem.why().forEach(entry.putArray("why")::add);
            problem.remedies().forEach(entry.putArray("try")::add);
            problem.sources().forEach(entry.putArray("sources")::add);
        }
    }
}
