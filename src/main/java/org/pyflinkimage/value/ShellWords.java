package org.pyflinkimage.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a text into words as a shell does: quotes and backslashes hold blanks together. */
public final class ShellWords {

    private static final Pattern PIECE =
            Pattern.compile("\\\\(.?)|'([^']*)'?|\"((?:[^\"\\\\]++|\\\\.?)*+)\"?|[^\\s'\"\\\\]+", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

    private ShellWords() {}

    /** The words, without their quotes; one that does not end goes on to the end of the text. */
    public static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        int end = -1;
        while (piece.find()) {
            String begun = piece.start() == end ? words.remove(words.size() - 1) : "";
            words.add(begun + unquoted(piece));
            end = piece.end();
        }
        return words;
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
}
