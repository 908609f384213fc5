package org.pyflinkimage.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Facts.Knowledge;
import org.pyflinkimage.facts.TestedCombination;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.rules.Candidate;
import org.pyflinkimage.rules.Rule;
import org.pyflinkimage.rules.Rules;
import org.pyflinkimage.rules.Subject;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** Judges images before anything is resolved or built. Needs no network and never throws. */
public final class Compatibility {

    private final Facts facts;
    private final Overrides overrides;
    private final Suggestions suggestions;

    /** Judges by these facts, with the declaration's changed severities. */
    public Compatibility(Facts facts, Overrides overrides) {
        this.facts = facts;
        this.overrides = overrides;
        this.suggestions = new Suggestions(facts, this::fits, this::isTested);
    }

    /** The verdict on a spec, the texts of its files and the container it runs as. */
    public Verdict check(Subject subject) {
        Combination combination = subject.combination();
        Optional<TestedCombination> run = runOf(combination);
        List<Problem> untested = run.isPresent() ? List.of() : untested(combination);
        List<Problem> problems = new ArrayList<>(overrides.apply(judge(subject)));
        if (hasError(problems)) {
            return refusal(combination, problems);
        }
        problems.addAll(untested);
        problems.sort(Comparator.comparing(Problem::severity));
        if (hasError(untested)) {
            return refusal(combination, problems);
        }
        return run.<Verdict>map(recorded -> new Verdict.Supported(combination, problems, recorded))
                .orElseGet(() -> new Verdict.Untested(combination, problems));
    }

    private static boolean hasError(List<Problem> problems) {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /** The verdicts on all images of a declaration, and what is wrong with them together. */
    public MatrixVerdict checkAll(List<Subject> subjects) {
        List<Problem> together = overrides.apply(
                Rules.collisions(subjects.stream().map(Subject::spec).toList()));
        return new MatrixVerdict(subjects.stream().map(this::check).toList(), together, overrides);
    }

    /** The Pythons that a cell's other versions fit together with. */
    public SortedSet<PythonMinor> pythonsFor(Combination cell) {
        return facts.buildablePythons().stream()
                .filter(python -> fits(cell.with(python)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Problem> judge(Subject subject) {
        return candidate(subject)
                .map(candidate -> {
                    List<Problem> problems = new ArrayList<>(ofVersions(candidate));
                    Rules.OF_CONTENTS.forEach(rule -> problems.addAll(rule.judge(candidate)));
                    problems.addAll(subject.base().problems());
                    return problems;
                })
                .orElseGet(
                        () -> List.of(Rules.unknownRelease(subject.combination().flink(), facts)));
    }

    private Optional<Candidate> candidate(Subject subject) {
        return facts.basisOf(subject.combination().flink()).map(basis -> Candidate.of(subject, facts, basis));
    }

    private static List<Problem> ofVersions(Candidate candidate) {
        return Rules.OF_VERSIONS.stream()
                .flatMap(rule -> ofVersions(rule, candidate).stream())
                .toList();
    }

    /** A release of a new line is never refused for what the newest known one lacks. */
    private static List<Problem> ofVersions(Rule rule, Candidate candidate) {
        List<Problem> problems = rule.judge(candidate);
        return candidate.knowledge() == Knowledge.NEWER_LINE
                ? problems.stream()
                        .map(problem ->
                                problem.severity() == Severity.ERROR ? problem.withSeverity(Severity.WARNING) : problem)
                        .toList()
                : problems;
    }

    private Verdict refusal(Combination combination, List<Problem> problems) {
        problems.sort(Comparator.comparing(Problem::severity));
        List<Suggestion> nearest = fits(combination) ? List.of() : suggestions.nearestTo(combination);
        Problem first = problems.get(0);
        for (Suggestion suggestion : nearest) {
            boolean said = first.remedies().stream().anyMatch(remedy -> remedy.contains(suggestion.toXml()));
            first = said ? first : first.remedy(suggestion.toText());
        }
        problems.set(0, first);
        return new Verdict.Refused(combination, problems, nearest);
    }

    private List<Problem> untested(Combination combination) {
        return overrides.apply(List.of(Rules.untested(combination)));
    }

    /** Whether the versions fit together, whatever else is declared. */
    private boolean fits(Combination combination) {
        return !(overrides.demandRuns() && !isTested(combination))
                && candidate(Subject.of(bare(combination)))
                        .map(candidate -> Rules.OF_VERSIONS.stream()
                                .filter(overrides::mayRefuse)
                                .flatMap(rule -> overrides.apply(ofVersions(rule, candidate)).stream())
                                .noneMatch(problem -> problem.severity() == Severity.ERROR))
                        .orElse(false);
    }

    private boolean isTested(Combination combination) {
        return runOf(combination).isPresent();
    }

    private Optional<TestedCombination> runOf(Combination combination) {
        return facts.tested().stream()
                .filter(run -> combinationOf(run).equals(combination))
                .findFirst();
    }

    private static Combination combinationOf(TestedCombination run) {
        return new Combination(run.flink(), run.java(), run.python(), run.platform());
    }

    private static ImageSpec bare(Combination combination) {
        return ImageSpec.plain(combination, ImageReference.of("image:tag"));
    }
}
