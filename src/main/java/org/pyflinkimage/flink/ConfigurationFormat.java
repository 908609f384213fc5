package org.pyflinkimage.flink;

import java.util.List;
import java.util.SortedMap;
import org.pyflinkimage.value.Problem;

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
        return readBy(version).get(0);
    }

    /**
     * The forms that a release reads, the one that it ships first (FLIP-366, and the official images' configuration, November
     * 2026). 1.19 and 1.20 read the older file, and nothing else, where somebody put one.
     */
    public static List<ConfigurationFormat> readBy(FlinkVersion version) {
        if (version.isAtLeast(2, 0)) {
            return List.of(YAML);
        }
        return version.isAtLeast(1, 19) ? List.of(YAML, FLAT) : List.of(FLAT);
    }

    /** The forms that a user's own file may have: that which a release reads comes before the other. */
    public static List<ConfigurationFormat> inOrderFor(FlinkVersion version) {
        return of(version) == YAML ? List.of(YAML, FLAT) : List.of(FLAT, YAML);
    }

    /** The name of the file in {@code conf/}. */
    public String fileName() {
        return fileName;
    }

    /**
     * Reads a user's own file.
     *
     * @param reader the release that is to read the same values: lists look otherwise in each of the two forms
     * @return values by dotted key
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-701} where it is none
     */
    public SortedMap<String, String> read(String text, FlinkVersion reader) {
        try {
            return read(text, of(reader));
        } catch (IllegalArgumentException e) {
            throw Problem.declaration("PYF-701", "`%s` in `<templates>` is no configuration file".formatted(fileName))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("correct it, or delete it and write its settings in `<flinkConfig>`")
                    .toException(e);
        }
    }

    /** @throws IllegalArgumentException where the text is of another form */
    SortedMap<String, String> read(String text, ConfigurationFormat reader) {
        return this == FLAT
                ? FlatFile.read(text)
                : YamlFile.read(text, reader == YAML ? YamlValue::text : FlatValue::text);
    }
}
