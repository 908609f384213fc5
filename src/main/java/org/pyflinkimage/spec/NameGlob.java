package org.pyflinkimage.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern for one name of a path: {@code *}, {@code ?}, and sets such as {@code [0-9]}, {@code [!a]}, {@code [[:digit:]]}.
 */
final class NameGlob {

    private static final Pattern ELEMENT = Pattern.compile("\\[:(?<named>[a-z]+):]|(?<from>[^/])(?:-(?<to>[^]/]))?");
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("alnum", "Alnum"),
            Map.entry("alpha", "Alpha"),
            Map.entry("blank", "Blank"),
            Map.entry("cntrl", "Cntrl"),
            Map.entry("digit", "Digit"),
            Map.entry("graph", "Graph"),
            Map.entry("lower", "Lower"),
            Map.entry("print", "Print"),
            Map.entry("punct", "Punct"),
            Map.entry("space", "Space"),
            Map.entry("upper", "Upper"),
            Map.entry("xdigit", "XDigit"));

    /**
     * What one character of a name has to be.
     *
     * @param star whether it stands for any number of them
     */
    private record Part(boolean star, Pattern character) {

        private static final Part STAR = new Part(true, Pattern.compile("(?s)."));
        private static final Part ANY = new Part(false, Pattern.compile("(?s)."));
        private static final Part NONE = new Part(false, Pattern.compile("(?!)"));

        static Part literal(char character) {
            return new Part(false, Pattern.compile(Pattern.quote(String.valueOf(character))));
        }

        boolean matches(char given) {
            return character.matcher(String.valueOf(given)).matches();
        }
    }

    private final List<Part> parts = new ArrayList<>();

    NameGlob(String text) {
        int i = 0;
        while (i < text.length()) {
            char next = text.charAt(i);
            i++;
            if (next == '[') {
                i = readSet(text, i);
            } else {
                parts.add(next == '*' ? Part.STAR : next == '?' ? Part.ANY : Part.literal(next));
            }
        }
    }

    /** Whether a name is one of those. */
    boolean matches(String name) {
        return new Stars(
                        parts.size(),
                        part -> parts.get(part).star(),
                        (part, at) -> parts.get(part).matches(name.charAt(at)))
                .match(name.length());
    }

    /** Reads a set to its end; one without an end is met by no character, as with Git. */
    private int readSet(String text, int begin) {
        int first = begin < text.length() && "!^".indexOf(text.charAt(begin)) >= 0 ? begin + 1 : begin;
        StringBuilder elements = new StringBuilder();
        Matcher element = ELEMENT.matcher(text);
        int at = first;
        // A closing bracket at the beginning stands for itself.
        while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
            if (!element.find(at) || element.start() != at) {
                break;
            }
            elements.append(meaningOf(element));
            at = element.end();
        }
        boolean ended = at < text.length() && text.charAt(at) == ']';
        parts.add(ended ? set(first > begin, elements.toString()) : Part.NONE);
        return ended ? at + 1 : text.length();
    }

    private static Part set(boolean others, String elements) {
        if (elements.isEmpty()) {
            return others ? Part.ANY : Part.NONE;
        }
        return new Part(false, Pattern.compile((others ? "[^" : "[") + elements + "]"));
    }

    private static String meaningOf(Matcher element) {
        String named = element.group("named");
        if (named != null) {
            return Optional.ofNullable(NAMED.get(named))
                    .map("\\p{%s}"::formatted)
                    .orElse("");
        }
        char from = element.group("from").charAt(0);
        char to = element.group("to") == null ? from : element.group("to").charAt(0);
        return from > to ? "" : "\\u%04x-\\u%04x".formatted((int) from, (int) to);
    }
}
