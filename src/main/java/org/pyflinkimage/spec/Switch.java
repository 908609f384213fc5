package org.pyflinkimage.spec;

import java.util.Locale;
import java.util.Optional;

/** What an element says that turns something on or off. */
public enum Switch {
    ON,
    OFF;

    /** Reads {@code true} or {@code false} in any case; empty for all else, so that no word is taken for an answer that it is not. */
    public static Optional<Switch> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(ON);
            case "false" -> Optional.of(OFF);
            default -> Optional.empty();
        };
    }
}
