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

    /** How much of it is done: {@code 12.3 of 45.6 MB}. */
    public static String part(long done, long total) {
        return String.format(Locale.ROOT, "%.1f of %s", done / 1e6, megabytes(total));
    }

    /** How fast it went: {@code 4.1 MB/s}. */
    public static String rate(long bytes, long nanoseconds) {
        return String.format(Locale.ROOT, "%.1f MB/s", bytes / 1e6 / (nanoseconds / 1e9));
    }

    /** Of files that may be small: {@code 1 byte}, {@code 12.3 kB}, {@code 4.5 MB}. */
    public static String exactly(long bytes) {
        if (bytes < 10_000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        return bytes < 1_000_000 ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3) : megabytes(bytes);
    }

    /** By how much something grew, with its sign: {@code +12.3 MB}. */
    public static String change(long bytes) {
        return (bytes < 0 ? "" : "+") + megabytes(bytes);
    }
}
