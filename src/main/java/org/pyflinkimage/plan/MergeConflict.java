package org.pyflinkimage.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Problem;

/** The marks that a version control system leaves in a file that two sides have changed. */
final class MergeConflict {

    private static final Pattern MARK = Pattern.compile("^(?:<{7}|\\|{7}|={7}|>{7})(?:[ \\r].*)?$", Pattern.MULTILINE);

    private MergeConflict() {}

    /** What to do about the conflict that a text has; empty where it has none. */
    static Optional<Problem> in(String text, String whereFrom) {
        Matcher mark = MARK.matcher(text);
        if (!mark.find()) {
            return Optional.empty();
        }
        long line =
                text.substring(0, mark.start()).chars().filter(c -> c == '\n').count() + 1;
        return Optional.of(Problem.declaration(
                        "PYF-713", "`%s`, line %s: a merge is not finished".formatted(whereFrom, line))
                .why("both sides changed the file, and the marks of the conflict stand in it")
                .remedy("keep the plans of both sides where they are of different cells, or take one side's file")
                .remedy("or delete the file and run the goal once more, which resolves and locks anew"));
    }
}
