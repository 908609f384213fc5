package org.pyflinkimage.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of several package indexes a version may come from, in the words of uv. */
public enum IndexStrategy {
    /** The first index that has the package at all, as uv does by itself. */
    FIRST_INDEX,
    /** The first index that has a version which fits. */
    UNSAFE_FIRST_MATCH,
    /** Whichever has the best version that fits, as pip does. */
    UNSAFE_BEST_MATCH;

    /** By its name in a declaration. */
    public static Optional<IndexStrategy> parse(String text) {
        return Stream.of(values()).filter(one -> one.toString().equals(text)).findFirst();
    }

    /** How declarations call them. */
    public static List<String> names() {
        return Stream.of(values()).map(IndexStrategy::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
