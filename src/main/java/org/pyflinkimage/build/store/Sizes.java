package org.pyflinkimage.build.store;

import java.util.Locale;

/** Numbers of bytes, for people. */
public final class Sizes {

    private static final long GIGABYTE = 1_000_000_000;

    private Sizes() {}

    /** In megabytes, or gigabytes where there is one at least: {@code 12.3 MB}. */
    public static String text(long bytes) {
        return bytes < GIGABYTE
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
