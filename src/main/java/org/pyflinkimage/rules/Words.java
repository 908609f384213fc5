package org.pyflinkimage.rules;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** How messages write lists. */
final class Words {

    private Words() {}

    /** {@code one, another or a third}. */
    static String either(List<String> words) {
        return joined(words, " or ");
    }

    /** {@code one, another and a third}. */
    static String all(List<String> words) {
        return joined(words, " and ");
    }

    private static String joined(List<String> words, String beforeLast) {
        int last = words.size() - 1;
        return last < 1 ? words.get(0) : String.join(", ", words.subList(0, last)) + beforeLast + words.get(last);
    }

    /** {@code 3.8, 3.9}. */
    static String list(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
