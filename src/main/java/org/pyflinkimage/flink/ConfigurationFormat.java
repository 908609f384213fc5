package org.pyflinkimage.flink;

/** A form of Flink's configuration file. */
public enum ConfigurationFormat {
    /**
     * One {@code key: value} a line; looks like YAML and is none: no quotes, and a {@code #} anywhere starts a comment. Flink up
     * to 1.18.
     */
    FLAT("flink-conf.yaml"),

    /** Standard YAML, nested or with dotted keys. Flink from 1.19. */
    YAML("config.yaml");

    private final String fileName;

    ConfigurationFormat(String fileName) {
        this.fileName = fileName;
    }

    /** The form that a release ships and reads. */
    public static ConfigurationFormat of(FlinkVersion version) {
        return version.isAtLeast(1, 19) ? YAML : FLAT;
    }

    /** The name of the file in {@code conf/}. */
    public String fileName() {
        return fileName;
    }
}
