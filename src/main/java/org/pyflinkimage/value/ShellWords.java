package org.pyflinkimage.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a text into words: quotes and backslashes hold blanks together. */
public final class ShellWords {

    private static final Pattern PIECE =
            Pattern.compile("\\\\(.?)|'([^']*)'?|\"((?:[^\"\\\\]++|\\\\.?)*+)\"?|[^\\s'\"\\\\]+", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

    /** What a backslash is in front of between a shell's double quotes; in front of anything else it is itself. */
    private static final Pattern ESCAPED_IN_SHELLS = Pattern.compile("\\\\(?:([\"\\\\$`])|\n)");

    private ShellWords() {}

    /** The words as Python's {@code shlex} has them, and so pip; one that does not end goes on to the end of the text. */
    public static List<String> split(String text) {
        return split(text, ShellWords::unquoted);
    }

    /**
     * The words as a shell has them, which fills nothing in; empty where a quote does not end.
     *
     * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02">Quoting</a>
     */
    public static Optional<List<String>> ofShell(String text) {
        boolean ends = PIECE.matcher(text).results().allMatch(ShellWords::ends);
        return ends ? Optional.of(split(withoutContinuations(text), ShellWords::unquotedByShell)) : Optional.empty();
    }

    private static List<String> split(String text, Function<Matcher, String> unquoting) {
        List<String> words = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        int end = -1;
        while (piece.find()) {
            String begun = piece.start() == end ? words.remove(words.size() - 1) : "";
            words.add(begun + unquoting.apply(piece));
            end = piece.end();
        }
        return words;
    }

    private static boolean ends(MatchResult piece) {
        int inner = Math.max(piece.end(2), piece.end(3));
        return inner < piece.end();
    }

    /** A line that ends with a backslash goes on in the next, as if neither were there; not between single quotes. */
    private static String withoutContinuations(String text) {
        return PIECE.matcher(text)
                .replaceAll(piece -> Matcher.quoteReplacement(piece.group().equals("\\\n") ? "" : piece.group()));
    }

    private static String unquoted(Matcher piece) {
        if (piece.group(1) != null) {
            return piece.group(1);
        }
        if (piece.group(2) != null) {
            return piece.group(2);
        }
        return piece.group(3) != null ? ESCAPED.matcher(piece.group(3)).replaceAll("$1") : piece.group();
    }

    private static String unquotedByShell(Matcher piece) {
        if (piece.group(3) != null) {
            return ESCAPED_IN_SHELLS
                    .matcher(piece.group(3))
                    .replaceAll(escaped -> escaped.group(1) == null ? "" : Matcher.quoteReplacement(escaped.group(1)));
        }
        return piece.group().equals("\\") ? piece.group() : unquoted(piece);
    }
}
