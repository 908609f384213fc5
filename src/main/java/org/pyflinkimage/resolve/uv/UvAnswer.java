package org.pyflinkimage.resolve.uv;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/**
 * What uv chose.
 *
 * @param pylock the text of a {@code pylock.toml}
 * @param warnings what it could not give, though that was asked for
 */
public record UvAnswer(String pylock, List<Problem> warnings) {

    private static final Pattern NO_EXTRA =
            Pattern.compile("warning: The package `(?<package>[^`]+)` does not have an extra named `(?<extra>[^`]+)`");
    private static final Pattern WITHDRAWN =
            Pattern.compile("warning: `(?<package>[^`]+)` is yanked(?: \\(reason: \"(?<reason>.*)\"\\))?");

    public UvAnswer {
        warnings = List.copyOf(warnings);
    }

    /** An answer that a run has written; of what it says beside, what matters for an image. */
    static UvAnswer of(String pylock, ProgramRun run) {
        Map<String, Problem> warnings = new LinkedHashMap<>();
        run.errors()
                .lines()
                .map(String::strip)
                .forEach(line -> warning(line)
                        .ifPresent(problem -> warnings.putIfAbsent(line, problem.withSeverity(Severity.WARNING))));
        return new UvAnswer(pylock, List.copyOf(warnings.values()));
    }

    private static Optional<Problem> warning(String line) {
        Matcher extra = NO_EXTRA.matcher(line);
        if (extra.matches()) {
            return Optional.of(Problem.declaration(
                            "PYF-477", "`%s` has no extra `%s`".formatted(extra.group("package"), extra.group("extra")))
                    .why("nothing is in the image for it")
                    .remedy("correct the extra in " + Element.REQUIREMENTS.named()
                            + "; where another package asks for it, nothing can be done here"));
        }
        Matcher withdrawn = WITHDRAWN.matcher(line);
        return withdrawn.matches() ? Optional.of(withdrawn(withdrawn)) : Optional.empty();
    }

    private static Problem withdrawn(Matcher parts) {
        Problem problem = Problem.declaration(
                        "PYF-478", "`%s` was withdrawn by its publisher".formatted(parts.group("package")))
                .remedy("require another version of it in " + Element.REQUIREMENTS.named());
        String reason = parts.group("reason");
        return reason == null || reason.isBlank() ? problem : problem.why(reason);
    }
}
