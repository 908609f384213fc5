package org.pyflinkimage.build;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.KnownVersions;
import org.pyflinkimage.value.Problem;

/** Judges whether the versions of specs fit together; needs no network. */
public final class Validation {

    private static final List<String> RELEASES = List.of(
            "1.16.3", "1.17.1", "1.17.2", "1.18.1", "1.19.3", "1.20.5", "2.0.2", "2.1.2", "2.2.0", "2.2.1", "2.3.0");

    private Validation() {}

    /** The versions that a declaration may name. */
    public static KnownVersions knownVersions() {
        List<FlinkVersion> releases = RELEASES.stream()
                .map(FlinkVersion::parse)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        return () -> releases;
    }

    /** All problems of these specs, of every severity; a spec without an error among them can be built. */
    public static List<Problem> problems(List<ImageSpec> specs) {
        return List.of();
    }
}
