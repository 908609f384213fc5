package org.pyflinkimage.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.SpecifierSet;

/**
 * What is known of one release of PyFlink.
 *
 * @param yanked whether its authors withdrew it
 * @param libraries how {@link #LIBRARIES} of this version were published
 * @param pins the companions that it asks for; Flink before 1.15 has no thread mode, and so asks for no pemja
 * @param requires its requirements as its metadata have them (PEP 508)
 * @param source where this was read, and when
 */
public record FlinkRelease(
        FlinkVersion version,
        boolean yanked,
        Libraries libraries,
        WheelSet wheels,
        Map<Companion, Pin> pins,
        List<Requirement> requires,
        String source) {

    /** The distribution of Python that is PyFlink. */
    public static final String DISTRIBUTION = "apache-flink";

    /** The distribution that brings Flink's jars, without which it cannot be installed. */
    public static final String LIBRARIES = "apache-flink-libraries";

    public FlinkRelease {
        pins = Map.copyOf(pins);
        requires = List.copyOf(requires);
    }

    /** The versions of a companion that it allows; empty where it asks for none. */
    public Optional<Pin> pin(Companion companion) {
        return Optional.ofNullable(pins.get(companion));
    }

    /** How a release's {@link FlinkRelease#LIBRARIES} were published. */
    public enum Libraries {
        NONE,
        SDIST,
        WHEEL
    }

    /** Whether it can be installed. */
    public boolean librariesPublished() {
        return libraries != Libraries.NONE;
    }

    /**
     * The versions of another distribution that a release allows.
     *
     * @param requirement {@code <2.49.0,>=2.43.0}
     * @param versions the known ones in it, ascending
     */
    public record Pin(SpecifierSet requirement, List<String> versions) {
        public Pin {
            versions = List.copyOf(versions);
        }

        /** The newest known version in it. */
        public String newest() {
            return versions.get(versions.size() - 1);
        }
    }
}
