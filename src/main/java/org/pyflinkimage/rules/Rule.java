package org.pyflinkimage.rules;

import java.util.List;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Blame;
import org.pyflinkimage.value.Problem.Severity;

/** One thing that is looked at, under one code for ever. */
public final class Rule {

    private final String code;
    private final Severity severity;
    private final String title;
    private final Check check;

    /**
     * @param severity of its gravest findings
     * @param title what it demands, as a sentence: {@code apache-beam has a wheel}
     */
    Rule(String code, Severity severity, String title, Check check) {
        this.code = code;
        this.severity = severity;
        this.title = title;
        this.check = check;
    }

    /** A rule whose findings come of something else than a single candidate. */
    static Rule beyondCandidates(String code, Severity severity, String title) {
        return new Rule(code, severity, title, candidate -> List.of());
    }

    /** Finds what is wrong with a candidate; never fails. */
    @FunctionalInterface
    interface Check {
        List<Finding> look(Candidate candidate);
    }

    public String code() {
        return code;
    }

    /** How grave its gravest findings are, where the declaration changes nothing. */
    public Severity severity() {
        return severity;
    }

    /** What it demands, as a sentence. */
    public String title() {
        return title;
    }

    /** What is wrong with a candidate. */
    public List<Problem> judge(Candidate candidate) {
        return check.look(candidate).stream().map(this::problem).toList();
    }

    /** A finding under this rule's code, as grave as the rule says. */
    Problem problem(Finding finding) {
        return new Problem(
                code,
                finding.milder().orElse(severity),
                Blame.DECLARATION,
                finding.what(),
                finding.why(),
                finding.remedies(),
                finding.sources());
    }
}
