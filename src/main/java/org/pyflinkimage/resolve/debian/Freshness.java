package org.pyflinkimage.resolve.debian;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.debian.KeyAge;
import org.pyflinkimage.debian.Release;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.SuiteUpkeep;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/**
 * How old a suite's Release files may be. A signature does not age: whoever stands between an archive and a machine can give it what
 * was right last year, with the holes that were found since.
 *
 * @param acceptsOld whether the declaration takes what is old
 */
record Freshness(Suite suite, DebianSurroundings surroundings, boolean acceptsOld) {

    private static final String WITHHELD = "an archive that stays behind, or is held back, withholds security updates";
    private static final String KEPT_UP = "name an archive that is kept up to date: " + Element.DEBIAN_MIRROR.named()
            + ", " + Element.DEBIAN_SECURITY_MIRROR.named();
    private static final String ON_PURPOSE =
            "where it is old on purpose, as a snapshot is: " + Element.ACCEPT_OLD_RELEASE.with("true");

    Instant now() {
        return surroundings.now();
    }

    /** When the keys of signatures must not have expired. */
    KeyAge keyAge() {
        return acceptsOld ? KeyAge.THEN : KeyAge.NOW;
    }

    /**
     * Looks at the dates of a Release file.
     *
     * @param address for messages
     * @param checksAge whether the machine's apt wants it to hold today
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-305}, {@code PYF-317} or {@code PYF-318} where it is too old
     */
    void require(String address, SuiteName name, Release.Dates dates, boolean checksAge) {
        Optional<Problem> old = Stream.of(
                        Optional.of(dates).filter(all -> checksAge).flatMap(all -> outlived(address, name, all)),
                        olderThanLocked(address, name, dates.made()))
                .flatMap(Optional::stream)
                .findFirst();
        if (old.isPresent() && !acceptsOld) {
            throw old.get().toException();
        }
        old.ifPresent(problem -> surroundings.log().note(problem.what() + "; taken all the same, as declared"));
    }

    private Optional<Problem> outlived(String address, SuiteName name, Release.Dates dates) {
        if (dates.validUntil().isPresent()) {
            return dates.validUntil().filter(end -> end.isBefore(now())).map(end -> expired(address, end));
        }
        Instant oldest = suite.upkeep().oldest(name.pocket(), now());
        return Optional.of(dates.made()).filter(made -> made.isBefore(oldest)).map(made -> old(address, name, made));
    }

    private Optional<Problem> olderThanLocked(String address, SuiteName name, Instant made) {
        return surroundings
                .seen()
                .find(name)
                .filter(made::isBefore)
                .map(seen -> Problem.environment(
                                "PYF-318",
                                "`%s` is of %s, older than the one of %s that the lock file was made from"
                                        .formatted(address, made, seen))
                        .why(WITHHELD)
                        .remedy("try again in some minutes: the servers of one mirror are not all equally new")
                        .remedy(KEPT_UP)
                        .remedy(ON_PURPOSE));
    }

    private static Problem expired(String address, Instant end) {
        return Problem.environment("PYF-305", "`%s` was valid until %s".formatted(address, end))
                .why(WITHHELD)
                .remedy(KEPT_UP)
                .remedy(ON_PURPOSE)
                .remedy("see whether this machine's clock is right");
    }

    private Problem old(String address, SuiteName name, Instant made) {
        SuiteUpkeep upkeep = suite.upkeep();
        return Problem.environment("PYF-317", "`%s` is of %s, and says not how long it holds".formatted(address, made))
                .why(
                        upkeep.renewed().contains(name.pocket())
                                ? "while a suite is supported (`%s`: until %s), its archive renews it within %s days"
                                        .formatted(suite.name(), upkeep.supportedUntil(), SuiteUpkeep.LONGEST.toDays())
                                : "`%s` has been of %s since".formatted(suite.name(), upkeep.dated()))
                .why(WITHHELD)
                .remedy(KEPT_UP)
                .remedy(ON_PURPOSE);
    }
}
