package org.pyflinkimage.flink;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** {@code config.yaml}: read with nested keys joined by dots, written with one dotted key a line. */
final class YamlFile {

    /** What YAML 1.1, which Flink reads, and YAML 1.2 both take for an integer or a truth value and print back unchanged. */
    private static final Pattern PLAIN = Pattern.compile("0|-?[1-9][0-9]{0,17}|true|false");

    /** Sizes, durations and addresses: {@code 1600m}, {@code 10 min}, {@code 0.0.0.0}. Not {@code 1e3}, which is a number. */
    private static final Pattern PLAIN_SIZE =
            Pattern.compile("[0-9]+ ?(?![eE])[A-Za-z]+|[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");

    /** Words of characters that mean nothing in YAML, or nothing in the midst of a word; the first may be an option. */
    private static final Pattern PLAIN_TEXT = Pattern.compile(
            "(-{0,2}[A-Za-z]|/)(WORD)*( (WORD)+)*".replace("WORD", "[A-Za-z0-9_./=+@,;%$()-]|:[A-Za-z0-9/+-]"));

    /** Words that YAML 1.1 does not take for text. */
    private static final Pattern RESERVED = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private YamlFile() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException where the text is not YAML or no map
     */
    static SortedMap<String, String> read(String text) {
        SortedMap<String, String> values = new TreeMap<>();
        try {
            flatten("", new Load(LoadSettings.builder().build()).loadFromString(text), values);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return values;
    }

    /** A value as it stands behind its key. */
    static String scalar(String value) {
        boolean plain = PLAIN.matcher(value).matches()
                || PLAIN_SIZE.matcher(value).matches()
                || (PLAIN_TEXT.matcher(value).matches()
                        && !RESERVED.matcher(value).matches());
        return plain ? value : "'" + value.replace("'", "''") + "'";
    }

    private static void flatten(String prefix, @Nullable Object node, Map<String, String> values) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) ->
                    flatten(prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key, value, values));
        } else if (prefix.isEmpty() && node != null) {
            throw new IllegalArgumentException("it holds no keys");
        } else if (node != null) {
            values.put(prefix, textOf(node));
        }
    }

    private static String textOf(Object node) {
        return node instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(";"))
                : node.toString();
    }
}
