package org.pyflinkimage.value;

import java.util.Locale;

/** Numbers of bytes, for people: units are powers of 1000. */
public final class Sizes {

    private static final long GIGABYTE = 1_000_000_000;

    private Sizes() {}

    /** In megabytes, or gigabytes where there is one at least: {@code 12.3 MB}. */
    public static String text(long bytes) {
        return bytes < GIGABYTE ? megabytes(bytes) : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** In megabytes, however many: sizes below each other can be compared. */
    public static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** By how much something grew, with its sign: {@code +12.3 MB}. */
    public static String change(long bytes) {
        return (bytes < 0 ? "" : "+") + megabytes(bytes);
    }
}
