package org.pyflinkimage.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What of a suite is taken beside its release; never what happens to be there. */
public enum Updates {
    /** Security updates, and what else was published of the release since. */
    ALL,
    /** Security updates alone, where an archive has nothing else. */
    ONLY,
    /** Nothing: an image with the versions of the release. */
    NONE;

    /** By its name in a declaration. */
    public static Optional<Updates> parse(String text) {
        return Stream.of(values()).filter(one -> one.toString().equals(text)).findFirst();
    }

    /** How declarations call them. */
    public static List<String> names() {
        return Stream.of(values()).map(Updates::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
