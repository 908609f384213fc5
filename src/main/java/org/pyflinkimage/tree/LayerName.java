package org.pyflinkimage.tree;

/** The layers of an image, from what changes least to what changes most. */
public enum LayerName {
    OPERATING_SYSTEM("operating system and Java"),
    INTERPRETER("Python"),
    PIP("pip"),
    PYTHON_PACKAGES("Python packages"),
    FLINK("Flink"),
    CONNECTORS("connectors"),
    CHANGING_JARS("changing jars"),
    CONFIGURATION("configuration"),
    JOB("job");

    private final String title;

    LayerName(String title) {
        this.title = title;
    }

    /** What the layer holds, for people. */
    public String title() {
        return title;
    }
}
