package org.pyflinkimage.facts;

import java.util.Optional;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;

/**
 * What Flink a jar is made for.
 *
 * @param major of Flink's version
 * @param line {@code 1.19}; empty where all lines of the major version are meant
 */
public record MadeFor(int major, Optional<FlinkMinor> line) {

    static MadeFor major(int major) {
        return new MadeFor(major, Optional.empty());
    }

    static MadeFor line(FlinkMinor line) {
        return new MadeFor(line.major(), Optional.of(line));
    }

    /** Whether a Flink is what it is made for. */
    public boolean fits(FlinkVersion flink) {
        return flink.major() == major && line.map(flink.line()::equals).orElse(true);
    }

    /** {@code 1.19}, or {@code 1.x}. */
    @Override
    public String toString() {
        return line.map(FlinkMinor::toString).orElse(major + ".x");
    }
}
