package org.pyflinkimage.flink;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.value.Problem;

/** A form of Flink's configuration file. */
public enum ConfigurationFormat {
    /**
     * One {@code key: value} a line; looks like YAML and is none: no quotes, and a {@code #} anywhere starts a comment. The
     * older one.
     */
    FLAT("flink-conf.yaml") {
        @Override
        ConfigurationFormat other() {
            return YAML;
        }

        @Override
        SortedMap<String, String> read(String text, ConfigurationFormat reader) {
            return FlatFile.read(text);
        }

        @Override
        String textOf(Object value) {
            return FlatValue.text(value);
        }
    },

    /** Standard YAML, nested or with dotted keys. */
    YAML("config.yaml") {
        @Override
        ConfigurationFormat other() {
            return FLAT;
        }

        @Override
        SortedMap<String, String> read(String text, ConfigurationFormat reader) {
            return YamlFile.read(text, reader::textOf);
        }

        @Override
        String textOf(Object value) {
            return YamlValue.text(value);
        }
    };

    private final String fileName;

    ConfigurationFormat(String fileName) {
        this.fileName = fileName;
    }

    /** This form, then the other: in this order a user's own files are looked for, where a release ships this one. */
    public List<ConfigurationFormat> beforeTheOther() {
        return List.of(this, other());
    }

    /** The name of the file in {@code conf/}. */
    public String fileName() {
        return fileName;
    }

    /**
     * Reads a user's own file.
     *
     * @param reader the form in which the same values are to be read: lists look otherwise in each of the two
     * @return values by dotted key
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-701} where it is none
     */
    public SortedMap<String, String> readOwn(String text, ConfigurationFormat reader) {
        try {
            return read(text, reader);
        } catch (IllegalArgumentException e) {
            throw Problem.declaration("PYF-701", "`%s` in `<templates>` is no configuration file".formatted(fileName))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("correct it, or delete it and write its settings in `<flinkConfig>`")
                    .toException(e);
        }
    }

    /** Why Flink would not take a text as a file of this form; empty where it would. */
    public Optional<String> mistakeIn(String text) {
        try {
            read(text, this);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What a file sets, by dotted key; empty where Flink would not take it as one of this form. */
    public Optional<SortedMap<String, String>> settingsOf(String text) {
        try {
            return Optional.of(read(text, this));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException where the text is of another form */
    abstract SortedMap<String, String> read(String text, ConfigurationFormat reader);

    /** A value of YAML as files of this form hold it. */
    abstract String textOf(Object value);

    abstract ConfigurationFormat other();
}
