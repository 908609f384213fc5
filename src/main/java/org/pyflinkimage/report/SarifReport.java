package org.pyflinkimage.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pyflinkimage.rules.Rule;
import org.pyflinkimage.rules.Rules;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.verdict.Levels;
import org.pyflinkimage.verdict.MatrixVerdict;

/** Problems in the form of SARIF 2.1.0, which code hosts show beside the line of a change. */
public final class SarifReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SarifReport() {}

    /**
     * One run.
     *
     * @param declaration the file to annotate, relative to the repository's root: {@code pom.xml}
     * @param toolVersion this plugin's version
     */
    public static String write(MatrixVerdict matrix, String declaration, String toolVersion) {
        ObjectNode root = JSON.createObjectNode()
                .put(
                        "$schema",
                        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
                .put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool")
                .putObject("driver")
                .put("name", "pyflink-maven-plugin")
                .put("version", toolVersion);
        Rules.all().forEach(rule -> rule(driver.withArray("rules").addObject(), rule));
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        SharedProblem.of(matrix).forEach(finding -> result(results.addObject(), finding, declaration));
        return JsonReport.pretty(root);
    }

    private static void rule(ObjectNode node, Rule rule) {
        node.put("id", rule.code());
        node.putObject("shortDescription").put("text", rule.title());
        node.putObject("defaultConfiguration").put("level", Levels.word(rule.severity()));
    }

    private static void result(ObjectNode node, SharedProblem finding, String declaration) {
        node.put("ruleId", finding.problem().code())
                .put("level", Levels.word(finding.problem().severity()));
        node.putObject("message").put("text", message(finding));
        ObjectNode location = node.putArray("locations").addObject().putObject("physicalLocation");
        location.putObject("artifactLocation").put("uri", declaration);
        // Hosts want a line; a declaration may be split over parents and properties, so it is the file as a whole.
        location.putObject("region").put("startLine", 1);
        node.putObject("partialFingerprints")
                .put(
                        "problem/v1",
                        finding.problem().code() + " " + finding.problem().what());
    }

    private static String message(SharedProblem finding) {
        Problem problem = finding.problem();
        List<String> lines = new ArrayList<>(List.of(problem.what()));
        problem.why().forEach(why -> lines.add("Why: " + why));
        problem.remedies().forEach(remedy -> lines.add("Try: " + remedy));
        if (!finding.combinations().isEmpty()) {
            lines.add("In: "
                    + finding.combinations().stream().map(Combination::toString).collect(Collectors.joining("; ")));
        }
        return String.join("\n", lines);
    }
}
