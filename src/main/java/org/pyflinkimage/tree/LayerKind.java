package org.pyflinkimage.tree;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a layer holds, from what changes least to what changes most: what is of two kinds is never in one layer. */
public enum LayerKind {
    /** The layers of the image that this one is built upon. */
    BASE("base", "base"),
    OPERATING_SYSTEM("operating system", Heading.SYSTEM, 8, 8),
    /** What is known only of all packages together: it changes with each of them. */
    SYSTEM_STATE("state of the system", Heading.SYSTEM),
    /** The suite's own Python, where that is the image's. */
    SYSTEM_PYTHON("Python of the system", Heading.SYSTEM),
    JAVA("Java", Heading.SYSTEM),
    /** A Python that is not the suite's. */
    INTERPRETER("Python", "Python"),
    PIP("pip", "pip"),
    PYTHON_PACKAGES("Python packages", "Python packages", 12, 8),
    /** Flink's distribution, which knows neither Python nor Java nor processor. */
    FLINK("Flink", "Flink"),
    /** What the distribution has and PyFlink's packages lack; an image may be declared without. */
    FLINK_PARTS("parts of Flink", "Flink"),
    /** Flink's Python packages, and what leads from there into the distribution. */
    PYFLINK("PyFlink", "Python packages"),
    CONNECTORS("connectors", "connectors", 6, 1),
    CHANGING_JARS("changing jars", "changing jars"),
    CONFIGURATION("configuration", "configuration"),
    /** Files of the user that are no job's. */
    EXTRA("extra files", "extra files"),
    JOB("job", "job");

    /** A constant of an enum cannot name one that stands after it. */
    private static final class Heading {
        static final String SYSTEM = "operating system and Java";
    }

    private final String title;
    private final String heading;
    private final int ownLayers;
    private final int groups;

    LayerKind(String title, String heading) {
        this(title, heading, 0, 1);
    }

    LayerKind(String title, String heading, int ownLayers, int groups) {
        this.title = title;
        this.heading = heading;
        this.ownLayers = ownLayers;
        this.groups = groups;
    }

    /** What such a layer holds, for people. */
    public String title() {
        return title;
    }

    /** What several kinds are called together where few words have to do. */
    public String heading() {
        return heading;
    }

    /** The kind's name for programs: {@code python-packages}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind that programs know by this name. */
    public static Optional<LayerKind> ofId(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Whether it is of the distribution's packages, or made of them. */
    public boolean isOfSystem() {
        return heading.equals(Heading.SYSTEM);
    }

    /** How many large packages have a layer of their own, at most. */
    int ownLayers() {
        return ownLayers;
    }

    /** Into how many layers all others are parted. */
    int groups() {
        return groups;
    }
}
