package org.pyflinkimage.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern for one name of a path: {@code *}, {@code ?}, and sets such as {@code [0-9]}, {@code [!a]}, {@code [[:digit:]]}.
 */
final class NameGlob {

    private static final Pattern ELEMENT = Pattern.compile("\\[:(?<named>[a-z]+):]|(?<from>[^/])(?:-(?<to>[^]/]))?");
    private static final Map<String, IntPredicate> NAMED = Map.ofEntries(
            named("alnum", "Alnum"),
            named("alpha", "Alpha"),
            named("blank", "Blank"),
            named("cntrl", "Cntrl"),
            named("digit", "Digit"),
            named("graph", "Graph"),
            named("lower", "Lower"),
            named("print", "Print"),
            named("punct", "Punct"),
            named("space", "Space"),
            named("upper", "Upper"),
            named("xdigit", "XDigit"));

    private static Map.Entry<String, IntPredicate> named(String name, String property) {
        Pattern pattern = Pattern.compile("\\p{%s}".formatted(property));
        return Map.entry(
                name, given -> pattern.matcher(String.valueOf((char) given)).matches());
    }

    /**
     * What one character of a name has to be.
     *
     * @param star whether it stands for any number of them
     */
    private record Part(boolean star, IntPredicate character) {

        private static final Part STAR = new Part(true, given -> true);
        private static final Part ANY = new Part(false, given -> true);
        private static final Part NONE = new Part(false, given -> false);

        static Part literal(char character) {
            return new Part(false, given -> given == character);
        }

        boolean matches(char given) {
            return character.test(given);
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final String text;
    private final boolean literal;

    NameGlob(String text) {
        this.text = text;
        this.literal = text.chars().noneMatch(character -> "*?[".indexOf(character) >= 0);
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
        if (literal) {
            return name.equals(text);
        }
        return new Stars(
                        parts.size(),
                        part -> parts.get(part).star(),
                        (part, at) -> parts.get(part).matches(name.charAt(at)))
                .match(name.length());
    }

    /** Reads a set to its end; one without an end is met by no character, as with Git. */
    private int readSet(String text, int begin) {
        int first = begin < text.length() && "!^".indexOf(text.charAt(begin)) >= 0 ? begin + 1 : begin;
        List<IntPredicate> elements = new ArrayList<>();
        Matcher element = ELEMENT.matcher(text);
        int at = first;
        // A closing bracket at the beginning stands for itself.
        while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
            if (!element.find(at) || element.start() != at) {
                break;
            }
            elements.add(meaningOf(element));
            at = element.end();
        }
        boolean ended = at < text.length() && text.charAt(at) == ']';
        parts.add(ended ? set(first > begin, elements) : Part.NONE);
        return ended ? at + 1 : text.length();
    }

    /** No class of a regular expression: one of thousands of elements overflows the stack. */
    private static Part set(boolean others, List<IntPredicate> elements) {
        return new Part(false, given -> {
            for (IntPredicate element : elements) {
                if (element.test(given)) {
                    return !others;
                }
            }
            return others;
        });
    }

    private static IntPredicate meaningOf(Matcher element) {
        String named = element.group("named");
        if (named != null) {
            return NAMED.getOrDefault(named, given -> false);
        }
        char from = element.group("from").charAt(0);
        char to = element.group("to") == null ? from : element.group("to").charAt(0);
        return given -> from <= given && given <= to;
    }
}
