package org.pyflinkimage.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.subject;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.FactFiles;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

class CompatibilityTest {

    private static final Combination FOUNDING = cell("1.16.1", 8, "3.10");

    private final Compatibility compatibility = new Compatibility(Facts.shipped(), Overrides.parse(Map.of()));

    @Test
    void foundingStoryIsRefusedForBeam() {
        Verdict verdict = compatibility.check(subject(FOUNDING));

        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(verdict.problems())
                .filteredOn(problem -> problem.code().equals("PYF-106"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("apache-beam 2.38.0 has no wheel for Python 3.10")
                        .contains("requires apache-beam==2.38.0")
                        .contains("pkg:pypi/apache-beam@2.38.0"));
    }

    @Test
    void foundingStorySuggestsAnOlderPythonAndTheNextFlink() {
        Verdict.Refused verdict = (Verdict.Refused) compatibility.check(subject(FOUNDING));

        assertThat(verdict.suggestions())
                .extracting(Suggestion::combination)
                .containsExactly(cell("1.16.1", 8, "3.9"), cell("1.17.2", 8, "3.10"));
        assertThat(verdict.problems().get(0).remedies())
                .anyMatch(remedy -> remedy.contains("<python><version>3.9</version></python>"))
                .anyMatch(remedy -> remedy.contains("<flink><version>1.17.2</version></flink>"));
    }

    @Test
    void pemjaWithoutWheelNamesTheFlinkThatHasOne() {
        Verdict verdict = compatibility.check(subject(cell("1.20.0", 11, "3.11", Platform.LINUX_ARM64)));

        assertThat(codes(verdict)).contains("PYF-107", "PYF-108").doesNotContain("PYF-105", "PYF-106");
        assertThat(problem(verdict, "PYF-107").toText())
                .contains("a JRE has no `include/jni.h`")
                .contains("<flink><version>1.20.5</version></flink>");
    }

    @Test
    void newestFlinkOnItsDefaultJavaIsNotRefused() {
        assertThat(compatibility.check(subject(cell("2.3.0", 17, "3.11"))))
                .isNotInstanceOf(Verdict.Refused.class)
                .satisfies(verdict -> assertThat(errors(verdict)).isEmpty());
    }

    @Test
    void newPatchGetsTheVerdictOfItsLine() {
        Verdict verdict = compatibility.check(subject(cell("2.3.7", 17, "3.11")));

        assertThat(verdict).isInstanceOf(Verdict.Untested.class);
        assertThat(problem(verdict, "PYF-102").toText()).contains("judged by what is known of Flink 2.3.0");
    }

    @Test
    void newLineIsNeverRefusedForBeingNew() {
        Verdict verdict = compatibility.check(subject(cell("2.9.0", 25, "3.14")));

        assertThat(verdict).isInstanceOf(Verdict.Untested.class);
        assertThat(codes(verdict)).contains("PYF-102", "PYF-105", "PYF-110");
    }

    @Test
    void patchThatWasNeverReleasedIsRefused() {
        Verdict verdict = compatibility.check(subject(cell("1.14.1", 11, "3.8")));

        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(problem(verdict, "PYF-101").why()).anyMatch(why -> why.contains("1.14.0, 1.14.2, 1.14.3"));
        assertThat(((Verdict.Refused) verdict).suggestions())
                .first()
                .extracting(Suggestion::combination)
                .isEqualTo(cell("1.14.2", 11, "3.8"));
    }

    @Test
    void java8OnFlink2IsRefusedAndJava11Suggested() {
        Verdict.Refused verdict = (Verdict.Refused) compatibility.check(subject(cell("2.2.1", 8, "3.10")));

        assertThat(codes(verdict)).contains("PYF-110");
        assertThat(verdict.suggestions())
                .first()
                .extracting(Suggestion::combination)
                .isEqualTo(cell("2.2.1", 11, "3.10"));
    }

    @Test
    void problemsComeByGravity() {
        assertThat(compatibility.check(subject(FOUNDING)).problems())
                .extracting(Problem::severity)
                .isSorted();
    }

    @Test
    void overriddenErrorNoLongerRefusesAndSaysSo() {
        Compatibility lenient =
                new Compatibility(Facts.shipped(), Overrides.parse(Map.of("PYF-110", "warning", "PYF-120", "off")));

        Verdict verdict = lenient.check(subject(cell("2.2.1", 8, "3.9")));

        assertThat(verdict).isInstanceOf(Verdict.Untested.class);
        assertThat(codes(verdict)).doesNotContain("PYF-120");
        assertThat(problem(verdict, "PYF-110").why())
                .last()
                .asString()
                .isEqualTo("`<rules>` of the declaration makes this a warning: an error otherwise");
    }

    @Test
    void recordedRunMakesACombinationSupported() {
        Facts facts = FactFiles.with("tested.json", """
                {"source": "none", "tested": [{"flink": "2.3.0", "java": "17", "python": "3.11", "platform": "linux/amd64",
                             "checked": "2026-11-25", "modes": ["process"]}]}
                """);
        Compatibility informed = new Compatibility(facts, Overrides.parse(Map.of()));

        assertThat(informed.check(subject(cell("2.3.0", 17, "3.11")))).isInstanceOf(Verdict.Supported.class);
        assertThat(informed.check(subject(cell("2.3.0", 17, "3.12")))).isInstanceOf(Verdict.Untested.class);
    }

    @Test
    void declarationMayDemandARecordedRun() {
        Facts facts = FactFiles.with("tested.json", """
                {"source": "none", "tested": [{"flink": "2.3.0", "java": "17", "python": "3.11", "platform": "linux/amd64",
                             "checked": "2026-11-25", "modes": ["process"]}]}
                """);
        Compatibility strict = new Compatibility(facts, Overrides.parse(Map.of("PYF-100", "error")));

        Verdict verdict = strict.check(subject(cell("2.3.0", 17, "3.12")));

        assertThat(strict.check(subject(cell("2.3.0", 17, "3.11")))).isInstanceOf(Verdict.Supported.class);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(codes(verdict)).first().isEqualTo("PYF-100");
        assertThat(((Verdict.Refused) verdict).suggestions())
                .extracting(Suggestion::combination)
                .containsExactly(cell("2.3.0", 17, "3.11"));
    }

    private static List<String> codes(Verdict verdict) {
        return verdict.problems().stream().map(Problem::code).toList();
    }

    private static List<Problem> errors(Verdict verdict) {
        return verdict.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    private static Problem problem(Verdict verdict, String code) {
        return verdict.problems().stream()
                .filter(problem -> problem.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
