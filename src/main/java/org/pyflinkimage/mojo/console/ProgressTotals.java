package org.pyflinkimage.mojo.console;

import java.util.Locale;
import org.pyflinkimage.value.Sizes;

/** The figures of long work: how much is done, how much there is, how fast it goes. */
final class ProgressTotals {

    private ProgressTotals() {}

    /**
     * {@code 12.3 of 45.6 MB (27 %), 4.1 MB/s}.
     *
     * @param total in bytes; 0 where it is unknown
     * @param nanoseconds since the work began
     */
    static String describe(long done, long total, long nanoseconds) {
        String amount = total > 0
                ? "%s (%s %%)".formatted(Sizes.part(done, total), percent(done, total))
                : Sizes.megabytes(done);
        return amount + rate(done, nanoseconds);
    }

    /** What is said of work that is over: {@code 45.6 MB in 3.2 s, 14.3 MB/s}. */
    static String describeEnd(long done, long nanoseconds) {
        return Sizes.megabytes(done)
                + String.format(Locale.ROOT, " in %.1f s", nanoseconds / 1e9)
                + rate(done, nanoseconds);
    }

    static long percent(long done, long total) {
        return Math.min(100, done * 100 / total);
    }

    /** A rate over less than half a second is chance. */
    private static String rate(long done, long nanoseconds) {
        return nanoseconds < 500_000_000L ? "" : ", " + Sizes.rate(done, nanoseconds);
    }
}
