package org.pyflinkimage.value;

/**
 * Texts of others as a terminal, a log or a report may have them: characters that such a place obeys, or that turn what stands around
 * them, are written out as {@code \}{@code u{1b}}.
 */
public final class Visible {

    private Visible() {}

    /** A text whose lines stay lines. */
    public static String of(String text) {
        return written(text, true);
    }

    /** A name, or another text that is one line. */
    public static String inLine(String text) {
        return written(text, false);
    }

    private static String written(String text, boolean lines) {
        if (text.codePoints().noneMatch(character -> isObeyed(character, lines))) {
            return text;
        }
        StringBuilder written = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isObeyed(character, lines)) {
                written.append("\\u{%x}".formatted(character));
            } else {
                written.appendCodePoint(character);
            }
        });
        return written.toString();
    }

    private static boolean isObeyed(int character, boolean lines) {
        if (character == '\n' || character == '\t') {
            return !lines;
        }
        return Character.isISOControl(character) || separatesLines(character) || turnsText(character);
    }

    private static boolean separatesLines(int character) {
        return character == 0x2028 || character == 0x2029;
    }

    /** Marks of the direction of writing, behind which a reader sees another order than there is. */
    private static boolean turnsText(int character) {
        return character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
