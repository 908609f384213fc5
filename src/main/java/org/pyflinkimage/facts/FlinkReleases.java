package org.pyflinkimage.facts;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.flink.FlinkVersion;

/** The Flink releases that the facts know, ascending. */
public final class FlinkReleases {

    private final List<FlinkVersion> versions;

    /** @param facts where they are written */
    public FlinkReleases(Facts facts) {
        this.versions = List.copyOf(facts.releases().keySet());
    }

    /** Those that this plugin was released with. */
    public static FlinkReleases shipped() {
        return new FlinkReleases(Facts.shipped());
    }

    public List<FlinkVersion> all() {
        return versions;
    }

    /** The newest release of all. */
    public FlinkVersion newest() {
        return versions.get(versions.size() - 1);
    }

    /** The newest release of a line such as {@code 1.17}; empty where none is known. */
    public Optional<FlinkVersion> newestOf(String line) {
        return versions.stream().filter(version -> version.line().equals(line)).reduce((older, newer) -> newer);
    }

    /** The release lines, ascending: {@code 1.13} to {@code 2.3}. */
    public List<String> lines() {
        return versions.stream().map(FlinkVersion::line).distinct().toList();
    }
}
