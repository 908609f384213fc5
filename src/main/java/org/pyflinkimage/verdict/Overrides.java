package org.pyflinkimage.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pyflinkimage.rules.Rule;
import org.pyflinkimage.rules.Rules;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Severities that the declaration changes: {@code <rules><PYF-115>off</PYF-115></rules>}.
 *
 * @param levels by code; an empty one turns the rule off
 */
public record Overrides(Map<String, Optional<Severity>> levels) {

    public Overrides {
        levels = Collections.unmodifiableMap(new TreeMap<>(levels));
    }

    /**
     * Reads what was declared.
     *
     * @throws PyFlinkException {@code PYF-290} for codes that are no rule's and words that are no level, all at once
     */
    public static Overrides parse(Map<String, String> declared) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Optional<Severity>> levels = new TreeMap<>();
        new TreeMap<>(declared).forEach((code, word) -> {
            if (!Rules.isKnown(code)) {
                problems.add(unknown(code));
            } else {
                parseLevel(word)
                        .ifPresentOrElse(level -> levels.put(code, level), () -> problems.add(noLevel(code, word)));
            }
        });
        PyFlinkException.throwIfAny(problems);
        return new Overrides(levels);
    }

    /** Whether nothing is told under this code, so that nothing need be looked for. */
    public boolean turnOff(String code) {
        return Optional.empty().equals(levels.get(code));
    }

    /** Whether an error can come of the rule. */
    boolean mayRefuse(Rule rule) {
        Optional<Severity> level = levels.get(rule.code());
        return level == null ? rule.severity() == Severity.ERROR : level.equals(Optional.of(Severity.ERROR));
    }

    /** Whether what nobody has run is refused. */
    boolean demandRuns() {
        return Optional.of(Severity.ERROR).equals(levels.get(Rules.TESTED.code()));
    }

    /** The problems with their changed severities, without those turned off. */
    public List<Problem> apply(List<Problem> problems) {
        return problems.stream().flatMap(problem -> apply(problem).stream()).toList();
    }

    private Optional<Problem> apply(Problem problem) {
        Optional<Severity> level = levels.get(problem.code());
        if (level == null) {
            return Optional.of(problem);
        }
        return level.map(severity -> severity == problem.severity()
                ? problem
                : problem.withSeverity(severity)
                        .why("`<rules>` of the declaration makes this %s: %s otherwise"
                                .formatted(Levels.withArticle(severity), Levels.withArticle(problem.severity()))));
    }

    private static Optional<Optional<Severity>> parseLevel(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "off" -> Optional.of(Optional.empty());
            case "note" -> Optional.of(Optional.of(Severity.NOTE));
            case "warning" -> Optional.of(Optional.of(Severity.WARNING));
            case "error" -> Optional.of(Optional.of(Severity.ERROR));
            default -> Optional.empty();
        };
    }

    private static Problem unknown(String code) {
        return Problem.declaration("PYF-290", "`<rules>` names a rule that does not exist: " + code)
                .remedy("a code that a report shows, such as PYF-115");
    }

    private static Problem noLevel(String code, String word) {
        return Problem.declaration("PYF-290", "`<rules><%s>` is no severity: %s".formatted(code, word))
                .remedy("`off`, `note`, `warning` or `error`");
    }
}
