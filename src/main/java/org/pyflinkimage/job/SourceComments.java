package org.pyflinkimage.job;

import java.util.regex.Pattern;

/** Comments of Python, of SQL and of files of settings, as far as they have lines of their own. */
public final class SourceComments {

    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(#|--).*$");

    private static final Pattern COMMENT_OF_SETTINGS = Pattern.compile("(?m)^[ \\t]*(#|--|[;!]|//).*$");

    private SourceComments() {}

    /** A source without them. */
    public static String removedFrom(String source) {
        return COMMENT.matcher(source).replaceAll("");
    }

    /** Settings of whatever form without them. */
    public static String removedFromSettings(String settings) {
        return COMMENT_OF_SETTINGS.matcher(settings).replaceAll("");
    }
}
