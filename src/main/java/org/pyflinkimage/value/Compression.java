package org.pyflinkimage.value;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a layer's tar is compressed. */
public enum Compression {
    /** As all that runs containers reads it. */
    GZIP,
    /** Smaller, and unpacked in less time. */
    ZSTD,
    /** Not at all, as layers of a Docker archive are. */
    NONE;

    /** Those that images are made with. */
    public static final List<Compression> CHOICES = List.of(GZIP, ZSTD);

    /** One of the {@link #CHOICES} by its name in a declaration. */
    public static Optional<Compression> parse(String text) {
        return CHOICES.stream().filter(one -> one.toString().equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
