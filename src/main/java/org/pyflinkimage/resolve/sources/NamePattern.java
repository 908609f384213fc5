package org.pyflinkimage.resolve.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.pyflinkimage.spec.Stars;

/**
 * A pattern for names as build backends have them, in which a star stands for anything: {@code *.tests}.
 *
 * @param parts each for one character, and stars
 */
record NamePattern(List<Part> parts) {

    /** @param star whether it stands for any number of characters */
    record Part(boolean star, IntPredicate character) {}

    NamePattern {
        parts = List.copyOf(parts);
    }

    /** @throws NeedsRunning where a range ends before it begins */
    static NamePattern parse(String written) {
        List<Part> parts = new ArrayList<>();
        int[] text = written.codePoints().toArray();
        int lastClosing = text.length - 1;
        while (lastClosing >= 0 && text[lastClosing] != ']') {
            lastClosing--;
        }
        int at = 0;
        while (at < text.length) {
            int next = text[at];
            int others = at + 1 < text.length && text[at + 1] == '!' ? 1 : 0;
            int first = at + 1 + others;
            // A closing bracket at the beginning of a set stands for itself, as does an opening one that no set goes
            // with.
            int closing = first < text.length && text[first] == ']' ? first + 1 : first;
            if (next == '[' && closing <= lastClosing) {
                while (text[closing] != ']') {
                    closing++;
                }
                parts.add(set(others > 0, text, first, closing, written));
                at = closing + 1;
            } else {
                parts.add(
                        next == '*' || next == '?'
                                ? new Part(next == '*', given -> true)
                                : new Part(false, given -> given == next));
                at++;
            }
        }
        return new NamePattern(parts);
    }

    private static Part set(boolean others, int[] text, int first, int end, String written) {
        List<IntPredicate> elements = new ArrayList<>();
        int at = first;
        while (at < end) {
            boolean range = at + 2 < end && text[at + 1] == '-';
            int from = text[at];
            int to = range ? text[at + 2] : from;
            if (from > to) {
                throw Glob.unknown(written);
            }
            elements.add(given -> from <= given && given <= to);
            at += range ? 3 : 1;
        }
        return new Part(false, given -> {
            for (IntPredicate element : elements) {
                if (element.test(given)) {
                    return !others;
                }
            }
            return others;
        });
    }

    boolean matches(String name) {
        int[] characters = name.codePoints().toArray();
        return new Stars(
                        parts.size(),
                        part -> parts.get(part).star(),
                        (part, at) -> parts.get(part).character().test(characters[at]))
                .match(characters.length);
    }
}
