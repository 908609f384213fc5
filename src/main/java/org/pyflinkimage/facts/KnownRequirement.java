package org.pyflinkimage.facts;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;

/**
 * A requirement that some releases have but do not declare.
 *
 * @param requirement as in a requirements file: {@code setuptools<82}
 * @param reason one sentence for the user
 * @param lines the release lines concerned
 * @param exceptions their releases that declare it themselves
 * @param beside the distribution that needs it there; empty where the release does
 * @param source what it rests on
 */
public record KnownRequirement(
        Requirement requirement,
        String reason,
        List<FlinkMinor> lines,
        List<FlinkVersion> exceptions,
        Optional<NormalizedName> beside,
        String source) {

    public KnownRequirement {
        lines = List.copyOf(lines);
        exceptions = List.copyOf(exceptions);
    }

    boolean concerns(FlinkVersion flink) {
        return lines.contains(flink.line()) && !exceptions.contains(flink);
    }
}
