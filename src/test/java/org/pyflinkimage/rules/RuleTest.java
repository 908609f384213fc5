package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.subject;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Blame;
import org.pyflinkimage.value.Problem.Severity;

class RuleTest {

    private static final Finding FINDING =
            Finding.of("what").why("first").why("second").remedy("remedy").source("source");

    private final Facts facts = Facts.shipped();
    private final Candidate candidate = Candidate.of(
            subject(cell("2.3.0", 17, "3.11")), facts, facts.releases().get(new FlinkVersion(2, 3, 0)));

    @Test
    void findingGetsTheCodeAndSeverityOfItsRule() {
        Rule rule = new Rule("PYF-999", Severity.WARNING, "all is well", any -> List.of(FINDING));

        assertThat(rule.judge(candidate))
                .containsExactly(new Problem(
                        "PYF-999",
                        Severity.WARNING,
                        Blame.DECLARATION,
                        "what",
                        List.of("first", "second"),
                        List.of("remedy"),
                        List.of("source")));
    }

    @Test
    void findingMayBeMilderThanItsRule() {
        Rule rule = new Rule(
                "PYF-999", Severity.ERROR, "all is well", any -> List.of(FINDING, FINDING.milder(Severity.NOTE)));

        assertThat(rule.judge(candidate)).extracting(Problem::severity).containsExactly(Severity.ERROR, Severity.NOTE);
    }

    @Test
    void ruleBeyondCandidatesSaysNothingOfOne() {
        assertThat(Rule.beyondCandidates("PYF-999", Severity.ERROR, "all is well")
                        .judge(candidate))
                .isEmpty();
    }
}
