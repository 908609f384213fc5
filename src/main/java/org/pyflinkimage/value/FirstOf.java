package org.pyflinkimage.value;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The first of several things that a line names, as there may be more of them than a line is to have.
 *
 * @param named in the words of the line
 * @param more how many others there are
 */
public record FirstOf(List<String> named, int more) {

    public FirstOf {
        named = List.copyOf(named);
    }

    /** So many at most of some words. */
    public static FirstOf of(int most, Collection<String> words) {
        return of(most, words, Function.identity());
    }

    /** So many at most of some things. */
    public static <T> FirstOf of(int most, Collection<T> things, Function<? super T, String> word) {
        return new FirstOf(things.stream().limit(most).map(word).toList(), Math.max(0, things.size() - most));
    }

    /** One after the other: {@code a, b and 3 more}. */
    public String text() {
        return String.join(", ", named) + others();
    }

    /** Each of them in back-ticks. */
    public String quoted() {
        return named.stream().collect(Collectors.joining("`, `", "`", "`")) + others();
    }

    private String others() {
        return more > 0 ? " and %s more".formatted(more) : "";
    }
}
