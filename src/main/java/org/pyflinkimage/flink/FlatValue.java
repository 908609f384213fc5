package org.pyflinkimage.flink;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@code flink-conf.yaml}: lists are separated by semicolons, maps by commas with a colon behind each key, and what has such
 * a character inside is quoted.
 */
final class FlatValue {

    private FlatValue() {}

    /** How Flink up to 1.18 writes a value, and reads it back. */
    static String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(element -> quoted(text(element), ";")).collect(Collectors.joining(";"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry ->
                            quoted(quoted(text(entry.getKey()), ":") + ":" + quoted(text(entry.getValue()), ":"), ","))
                    .collect(Collectors.joining(","));
        }
        return value instanceof String text ? text : YamlValue.text(value == null ? "null" : value);
    }

    private static String quoted(String text, String separator) {
        return Stream.of(separator, "\"", "'").anyMatch(text::contains) ? "'" + text.replace("'", "''") + "'" : text;
    }

    /** Whether a value comes back as it was written: lines are cut at the first hash sign, and blanks around it are dropped. */
    static boolean canBeHeld(String text) {
        return text.indexOf('#') < 0
                && !text.isEmpty()
                && text.trim().equals(text)
                && text.chars().noneMatch(character -> character == '\n' || character == '\r');
    }
}
