package org.pyflinkimage.fetch;

import java.time.Duration;
import org.pyflinkimage.system.Standstill;

/**
 * How long to wait for a server and how often to ask.
 *
 * @param attempts how often an address is asked before it counts as unreachable
 * @param firstPause the pause before the second attempt; each further one is twice as long
 * @param silence the longest wait for a connection, for the head of a response, and for a further byte; then another attempt begins
 * @param standstill the longest time in which nothing, or next to nothing, comes in all attempts together
 */
record Patience(int attempts, Duration firstPause, Duration silence, Duration standstill) {

    static final Patience USUAL = new Patience(5, Duration.ofMillis(500), Duration.ofSeconds(30), Standstill.LONGEST);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /** The pause after so many failed attempts, given what the server asked for. */
    Duration pause(int failed, Duration asked) {
        Duration own = firstPause.multipliedBy(1L << Math.min(failed - 1, 10));
        Duration longer = asked.compareTo(own) > 0 ? asked : own;
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
