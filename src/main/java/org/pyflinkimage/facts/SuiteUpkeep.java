package org.pyflinkimage.facts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.pyflinkimage.debian.SuiteName.Pocket;

/**
 * How long an archive keeps a suite up to date. Most Release files do not say how long they hold; this tells which of them is older
 * than it can be.
 *
 * @param dated the day of the suite's newest Release file that was seen
 * @param supportedUntil the last day of security updates for everybody
 * @param renewed what of the suite gets a Release file of a new date again and again while it is supported
 */
public record SuiteUpkeep(LocalDate dated, LocalDate supportedUntil, Set<Pocket> renewed) {

    /** How old what is renewed may get: archives do it daily, and mirrors may stay behind. */
    public static final Duration LONGEST = Duration.ofDays(30);

    public SuiteUpkeep {
        renewed = Set.copyOf(renewed);
    }

    /** The oldest date that a Release file without an end of its own can have now. */
    public Instant oldest(Pocket pocket, Instant now) {
        Instant seen = dated.atStartOfDay(ZoneOffset.UTC).toInstant();
        if (!renewed.contains(pocket)) {
            return seen;
        }
        Instant last = now.isBefore(end()) ? now : end();
        Instant renewal = last.minus(LONGEST);
        return renewal.isAfter(seen) ? renewal : seen;
    }

    /** Whether nobody closes holes in it any more. */
    public boolean isOver(Instant now) {
        return now.isAfter(end());
    }

    private Instant end() {
        return supportedUntil.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
