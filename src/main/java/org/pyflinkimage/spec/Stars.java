package org.pyflinkimage.spec;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A pattern of parts, of which stars stand for any number of things. However many stars it has, the time to match grows with the product
 * of both lengths and no faster.
 *
 * @param parts how many
 * @param star tells which of them are stars
 * @param fit tells what the others stand for
 */
public record Stars(int parts, IntPredicate star, Fit fit) {

    /** Whether a part that is no star stands for a thing. */
    @FunctionalInterface
    public interface Fit {
        boolean fits(int part, int thing);
    }

    /** Whether so many things are, one behind the other, what the pattern stands for. */
    public boolean match(int things) {
        int part = 0;
        int at = 0;
        int latest = -1;
        int behindLatest = 0;
        while (at < things) {
            if (part < parts && star.test(part)) {
                latest = part;
                part++;
                behindLatest = at;
            } else if (part < parts && fit.fits(part, at)) {
                part++;
                at++;
            } else if (latest >= 0) {
                // Only the last star can still take more: what comes before it fits already.
                behindLatest++;
                at = behindLatest;
                part = latest + 1;
            } else {
                return false;
            }
        }
        return IntStream.range(part, parts).allMatch(star);
    }
}
