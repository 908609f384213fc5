package org.pyflinkimage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.Golden;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Overrides;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.Element;

class ReportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MatrixVerdict mixed = Samples.mixed();

    @Test
    void terminalShowsATableAndEveryProblemOnce() {
        String overview = String.join("\n", TerminalReport.overview(mixed));
        String problems = TerminalReport.problems(mixed).stream()
                .map(problem -> problem.severity() + " " + problem.toText())
                .collect(Collectors.joining("\n\n"));

        Golden.assertMatches("report/terminal.txt", overview + "\n\n" + problems + "\n");
    }

    @Test
    void sameProblemOfSeveralCellsIsOneWithWhatHelpsEachOfThem() {
        assertThat(TerminalReport.problems(Samples.alike()))
                .filteredOn(problem -> problem.code().equals("PYF-105"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.what()).endsWith("(in 3 of 3 combinations)");
                    assertThat(problem.remedies())
                            .contains(
                                    "`<python><version>3.12</version></python>` (-Dpyflink.python=3.12) in 2 of them");
                });
    }

    @Test
    void combinationThatNobodyRanIsAProblemOnTheTerminalOnlyWhereTheDeclarationMakesItOne() {
        assertThat(TerminalReport.problems(Samples.untested(Overrides.parse(Map.of()))))
                .isEmpty();
        assertThat(TerminalReport.problems(Samples.untested(Overrides.parse(Map.of("PYF-100", "warning")))))
                .extracting(Problem::code)
                .containsExactly("PYF-100");
    }

    @Test
    void jsonIsAsReviewed() {
        Golden.assertMatches("report/validation.json", JsonReport.write(mixed));
    }

    @Test
    void jsonFitsItsSchema() throws Exception {
        JsonNode schema = JSON.readTree(Resource.text("/org/pyflinkimage/report/validation.schema.json"));

        assertThat(SchemaCheck.mistakesIn(JSON.readTree(JsonReport.write(mixed)), schema))
                .isEmpty();
        assertThat(SchemaCheck.mistakesIn(JSON.readTree(JsonReport.write(Samples.empty())), schema))
                .isEmpty();
    }

    @Test
    void markdownIsAsReviewed() {
        Golden.assertMatches("report/validation.md", MarkdownReport.write(mixed));
    }

    @Test
    void junitFailsRefusedCellsAndCollisions() throws Exception {
        String xml = JunitReport.write(mixed);
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();

        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(2);
        Golden.assertMatches("report/junit.xml", xml);
    }

    @Test
    void sarifHasAResultForEachProblemAndARuleForEachCode() throws Exception {
        String text = SarifReport.write(mixed, "pom.xml", "0.1.0");
        JsonNode run = JSON.readTree(text).at("/runs/0");

        assertThat(run.path("results")).hasSize(SharedProblem.of(mixed).size());
        assertThat(run.path("results"))
                .allSatisfy(result -> assertThat(run.at("/tool/driver/rules").findValuesAsText("id"))
                        .contains(result.get("ruleId").asText()));
        Golden.assertMatches("report/results.sarif", JsonReport.pretty(run.path("results")));
    }

    @Test
    void gitHubMatrixHasWhatFitsWithVersionsAsText() {
        assertThat(Matrices.gitHub(mixed))
                .isEqualTo("{\"include\":["
                        + "{\"flink\":\"2.3.0\",\"java\":\"17\",\"python\":\"3.11\",\"platform\":\"linux/amd64\",\"verdict\":\"supported\"},"
                        + "{\"flink\":\"2.3.0\",\"java\":\"21\",\"python\":\"3.12\",\"platform\":\"linux/amd64\",\"verdict\":\"untested\"}"
                        + "]}\n");
    }

    @Test
    void gitLabMatrixIsYamlOfTexts() {
        String yaml = Matrices.gitLab(mixed);

        Golden.assertMatches("report/gitlab.yml", yaml);
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(yaml).toString())
                .contains("{FLINK=2.3.0, JAVA=17, PYTHON=3.11, PLATFORM=linux/amd64}");
    }

    @Test
    void matrixWithoutFittingCellsIsEmptyInEveryForm() {
        assertThat(Matrices.gitHub(Samples.empty())).isEqualTo("{\"include\":[]}\n");
        assertThat(Matrices.gitLab(Samples.empty())).endsWith("matrix: []\n");
        assertThat(Matrices.json(Samples.empty()).strip()).isEqualTo("[ ]");
    }

    @Test
    void markdownMatrixHasARowForEachFittingCell() {
        assertThat(Matrices.markdown(mixed))
                .contains("| 2.3.0 | 21 | 3.12 | linux/amd64 | untested |")
                .doesNotContain("1.16.1");
    }
}
