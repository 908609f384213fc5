package org.pyflinkimage.python;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a text from left to right, one expected piece after the other. */
final class TextScanner {

    /** The text is not what the grammar wants. */
    static final class UnexpectedTextException extends Exception {
        private static final long serialVersionUID = 1L;

        UnexpectedTextException(String message) {
            super(message, null, false, false);
        }
    }

    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    private static final int LONGEST_SHOWN = 80;

    private final String text;
    private int position;

    TextScanner(String text) {
        this.text = text;
    }

    /** Steps over the pattern if it is next, and over blanks before it. */
    Optional<Matcher> next(Pattern pattern) {
        skipBlanks();
        Matcher matcher = matcher(pattern);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        position = matcher.end();
        return Optional.of(matcher);
    }

    /** As {@link #next(Pattern)} for a single character. */
    boolean next(char character) {
        skipBlanks();
        if (position >= text.length() || text.charAt(position) != character) {
            return false;
        }
        position++;
        return true;
    }

    /** Steps over the pattern, which has to be next. */
    Matcher expect(Pattern pattern, String expected) throws UnexpectedTextException {
        Optional<Matcher> matcher = next(pattern);
        if (matcher.isEmpty()) {
            throw unexpected(expected);
        }
        return matcher.get();
    }

    void expect(char character) throws UnexpectedTextException {
        if (!next(character)) {
            throw unexpected("`" + character + "`");
        }
    }

    void expectEnd() throws UnexpectedTextException {
        if (!isAtEnd()) {
            throw unexpected("the end");
        }
    }

    /** Whether nothing but blanks is left. */
    boolean isAtEnd() {
        skipBlanks();
        return position == text.length();
    }

    UnexpectedTextException unexpected(String expected) {
        String rest = position == text.length() ? "the end" : "`" + shortened(text.substring(position)) + "`";
        return new UnexpectedTextException("%s expected, not %s".formatted(expected, rest));
    }

    private static String shortened(String rest) {
        return rest.length() <= LONGEST_SHOWN ? rest : rest.substring(0, LONGEST_SHOWN) + "…";
    }

    private void skipBlanks() {
        Matcher blanks = matcher(BLANKS);
        if (blanks.lookingAt()) {
            position = blanks.end();
        }
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length()).useTransparentBounds(true);
    }
}
