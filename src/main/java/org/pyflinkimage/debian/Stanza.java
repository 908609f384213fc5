package org.pyflinkimage.debian;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A paragraph of {@code Field: value} lines, as in control files and indexes.
 *
 * @param text the paragraph as it was read, without the empty line behind it
 * @param fields by name, whatever its case; continuation lines are kept with their newlines, without their first blank
 */
public record Stanza(String text, Map<String, String> fields) {

    public Stanza {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(fields);
        fields = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads one paragraph; comment lines are passed over.
     *
     * @throws IllegalArgumentException where a line is neither a field nor the continuation of one, or a field comes twice
     */
    public static Stanza parse(String text) {
        Map<String, StringBuilder> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String name = "";
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                append(fields, name, line);
            } else {
                name = begin(fields, line);
            }
        }
        Map<String, String> values = new TreeMap<>();
        fields.forEach((field, value) -> values.put(field, value.toString()));
        return new Stanza(text, values);
    }

    /** Reads all paragraphs of a text. */
    public static List<Stanza> parseAll(String text) {
        List<Stanza> stanzas = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : (text.replace("\r\n", "\n") + "\n\n").split("\n", -1)) {
            if (!line.isBlank()) {
                paragraph.append(line).append('\n');
            } else if (!paragraph.isEmpty()) {
                Stanza stanza = parse(paragraph.toString());
                if (!stanza.fields().isEmpty()) {
                    stanzas.add(stanza);
                }
                paragraph.setLength(0);
            }
        }
        return stanzas;
    }

    /** Reads a paragraph's UTF-8 bytes. */
    static Stanza parse(byte[] bytes, int start, int end) {
        return parse(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    /** A field's value, stripped. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * A field's value, stripped.
     *
     * @throws IllegalArgumentException where the field is missing
     */
    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("field `" + name + "` is missing"));
    }

    /** A field's words. */
    public List<String> words(String name) {
        return find(name).filter(value -> !value.isBlank()).stream()
                .flatMap(value -> Arrays.stream(value.strip().split("\\s+")))
                .toList();
    }

    private static String begin(Map<String, StringBuilder> fields, String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("neither a field nor the continuation of one: " + line);
        }
        String name = line.substring(0, colon).strip();
        if (fields.put(name, new StringBuilder(line.substring(colon + 1).strip())) != null) {
            throw new IllegalArgumentException("field `" + name + "` comes twice");
        }
        return name;
    }

    private static void append(Map<String, StringBuilder> fields, String name, String line) {
        StringBuilder value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("neither a field nor the continuation of one: " + line);
        }
        value.append('\n').append(line.substring(1).stripTrailing());
    }
}
