package org.pyflinkimage.rules;

import java.util.Collection;
import java.util.stream.Collectors;

/** How messages write lists. */
final class Words {

    private Words() {}

    /** {@code 3.8, 3.9}. */
    static String list(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
