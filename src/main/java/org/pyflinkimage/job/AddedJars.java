package org.pyflinkimage.job;

import java.util.regex.Pattern;

/** Jars that a job brings at run time, from wherever it says. */
public final class AddedJars {

    private static final Pattern KEY = Pattern.compile("pipeline\\.(?:jars|classpaths)");

    private static final Pattern CALL =
            Pattern.compile("\\badd_jars\\(|\\badd_classpaths\\(|(?i:\\badd\\s+jar\\b)|" + KEY);

    private AddedJars() {}

    /** Whether a source without its comments brings some. */
    public static boolean areIn(String source) {
        return CALL.matcher(source).find();
    }

    /** Whether a setting of Flink's names some. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /** Whether a word of a command has such a setting. */
    public static boolean hasKey(String word) {
        return KEY.matcher(word).find();
    }
}
