package org.pyflinkimage.resolve.debian;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.debian.AvailablePackages;
import org.pyflinkimage.debian.AvailablePackages.Candidate;
import org.pyflinkimage.debian.PackagesIndex;
import org.pyflinkimage.debian.Release;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.plan.ReleaseDates;

/** What archives have of a suite and of its updates. */
final class SuiteContents {

    private final Suite suite;
    private final AvailablePackages packages = new AvailablePackages();
    private final Map<String, DebianArchive> archives = new HashMap<>();
    private final SortedMap<String, Instant> dates = new TreeMap<>();

    SuiteContents(Suite suite) {
        this.suite = suite;
    }

    Suite suite() {
        return suite;
    }

    AvailablePackages packages() {
        return packages;
    }

    /** From when the Release files are. */
    ReleaseDates dates() {
        return new ReleaseDates(dates);
    }

    void add(DebianArchive archive, SuiteName name, Release release) {
        archives.put(archive.source().name(), archive);
        dates.put(name.toString(), release.dates().made());
    }

    void add(DebianArchive archive, PackagesIndex index) {
        packages.add(archive.source().name(), index);
    }

    /** Where a package comes from. */
    DebianArchive archiveOf(Candidate candidate) {
        return Objects.requireNonNull(archives.get(candidate.source()));
    }
}
