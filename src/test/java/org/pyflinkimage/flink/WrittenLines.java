package org.pyflinkimage.flink;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of the {@code config.yaml} that images have, which knows no more of YAML than it has to: a text behind each key, bare, in
 * single quotes or in double ones.
 */
final class WrittenLines {

    /** Bare words whose every character means nothing to YAML, and which no schema of it takes for something else. */
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9/-][A-Za-z0-9_./:=+@,;%$()  -]*");

    private static final Pattern NUMBER_ELSEWHERE = Pattern.compile(
            "[-+]?(0[0-9xob].*|[0-9_]*\\.[0-9_]*([eE].*)?|[0-9]+[eE][-+]?[0-9]+|[0-9]+_.*|[0-9]+(:[0-9]+)+)");
    private static final Pattern WORD_ELSEWHERE =
            Pattern.compile("(?i)y|yes|n|no|on|off|null|[0-9]{4}-[0-9]+-[0-9]+.*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-F]{4})|(.))");

    private WrittenLines() {}

    static Map<String, String> read(Map<String, String> written) {
        Map<String, String> values = new TreeMap<>();
        written.forEach((key, text) -> values.put(key, value(text)));
        return values;
    }

    private static String value(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("not in one line: " + text);
        }
        if (text.startsWith("'")) {
            return inSingleQuotes(text);
        }
        return text.startsWith("\"") ? inDoubleQuotes(text) : bare(text);
    }

    private static String inSingleQuotes(String text) {
        String inner = text.substring(1, text.length() - 1);
        if (!text.endsWith("'") || inner.replace("''", "").contains("'")) {
            throw new AssertionError("not quoted: " + text);
        }
        return inner.replace("''", "'");
    }

    private static String inDoubleQuotes(String text) {
        String inner = text.substring(1, text.length() - 1);
        Matcher escape = ESCAPE.matcher(inner);
        if (!text.endsWith("\"") || escape.replaceAll("").contains("\"")) {
            throw new AssertionError("not quoted: " + text);
        }
        return escape.reset().replaceAll(found -> Matcher.quoteReplacement(escaped(found.group(1), found.group(2))));
    }

    private static String escaped(String code, String character) {
        if (code != null) {
            return Character.toString(Integer.parseInt(code, 16));
        }
        return character.equals("n") ? "\n" : character;
    }

    private static String bare(String text) {
        boolean misread = !BARE.matcher(text).matches()
                || text.endsWith(":")
                || text.endsWith(" ")
                || text.contains(": ")
                || text.startsWith("- ")
                || NUMBER_ELSEWHERE.matcher(text).matches()
                || WORD_ELSEWHERE.matcher(text).matches();
        if (misread) {
            throw new AssertionError("not safe without quotes: " + text);
        }
        return text;
    }
}
