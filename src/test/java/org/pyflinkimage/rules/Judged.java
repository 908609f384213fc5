package org.pyflinkimage.rules;

import java.util.List;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.value.Problem;

/** What one rule finds, without the verdict that would follow. */
final class Judged {

    private Judged() {}

    static List<Problem> by(String code, Subject subject) {
        Facts facts = Facts.shipped();
        Candidate candidate = Candidate.of(
                subject, facts, facts.basisOf(subject.combination().flink()).orElseThrow());
        return Rules.all().stream()
                .filter(rule -> rule.code().equals(code))
                .flatMap(rule -> rule.judge(candidate).stream())
                .toList();
    }
}
