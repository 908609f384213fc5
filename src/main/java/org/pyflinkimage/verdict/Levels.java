package org.pyflinkimage.verdict;

import java.util.Locale;
import org.pyflinkimage.value.Problem.Severity;

/** Severities in words. */
public final class Levels {

    private Levels() {}

    /** {@code error}, {@code warning}, {@code note}. */
    public static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String withArticle(Severity severity) {
        return (severity == Severity.ERROR ? "an " : "a ") + word(severity);
    }
}
