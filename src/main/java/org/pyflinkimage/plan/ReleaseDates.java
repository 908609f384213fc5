package org.pyflinkimage.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.debian.SuiteName;

/**
 * From when the Release files are that the packages of a plan were chosen by, wherever they lay. An archive that is older than what
 * was seen of it once is held back, by whoever stands between.
 *
 * @param bySuite by names such as {@code bookworm-security}
 */
public record ReleaseDates(SortedMap<String, Instant> bySuite) {

    public ReleaseDates {
        bySuite = Collections.unmodifiableSortedMap(new TreeMap<>(bySuite));
    }

    /** Of plans that were made without keeping them. */
    public static ReleaseDates none() {
        return new ReleaseDates(new TreeMap<>());
    }

    /** The newest of each suite. */
    static ReleaseDates newest(List<ReleaseDates> several) {
        SortedMap<String, Instant> newest = new TreeMap<>();
        for (ReleaseDates dates : several) {
            dates.bySuite.forEach(
                    (suite, date) -> newest.merge(suite, date, (one, other) -> one.isAfter(other) ? one : other));
        }
        return new ReleaseDates(newest);
    }

    public Optional<Instant> find(SuiteName suite) {
        return Optional.ofNullable(bySuite.get(suite.toString()));
    }
}
