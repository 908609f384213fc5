package org.pyflinkimage.job;

import java.util.regex.Pattern;

/** Comments of Python and of SQL, as far as they have lines of their own. */
public final class SourceComments {

    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(#|--).*$");

    private SourceComments() {}

    /** A source without them. */
    public static String removedFrom(String source) {
        return COMMENT.matcher(source).replaceAll("");
    }
}
