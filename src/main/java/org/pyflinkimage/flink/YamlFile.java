package org.pyflinkimage.flink;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** {@code config.yaml}: read as Flink reads it, with nested keys joined by dots. */
final class YamlFile {

    /** Flink has some hundred settings; aliases of aliases make any number out of a few lines. */
    private static final int MOST_VALUES = 10_000;

    private YamlFile() {}

    /**
     * Reads a file.
     *
     * @param text how a value that is no map is written as text
     * @throws IllegalArgumentException where Flink would not take it
     */
    static SortedMap<String, String> read(String yaml, Function<Object, String> text) {
        SortedMap<String, String> values = new TreeMap<>();
        try {
            Object root = load(yaml);
            if (root instanceof Map<?, ?> map) {
                flatten("", map, text, values, new AtomicInteger());
            } else if (root != null) {
                throw new IllegalArgumentException("it holds no keys");
            }
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it is nested too deep, or holds itself", e);
        }
        return values;
    }

    /** Whether a key is a text where Flink reads it. */
    static boolean isText(String key) {
        try {
            return load(key) instanceof String;
        } catch (YamlEngineException | StackOverflowError e) {
            return false;
        }
    }

    /** What a text of YAML says, by the schema that Flink reads it with: {@code yes} is a text, {@code 0x10} a number. */
    static @Nullable Object load(String yaml) {
        return new Load(LoadSettings.builder().setSchema(new FlinkSchema()).build()).loadFromString(yaml);
    }

    private static void flatten(
            String prefix,
            Map<?, ?> map,
            Function<Object, String> text,
            Map<String, String> values,
            AtomicInteger seen) {
        map.forEach((name, value) -> {
            if (!(name instanceof String)) {
                throw new IllegalArgumentException("`%s%s` is a key, and no text".formatted(prefix, name));
            }
            // Aliases of what holds nothing make no values, and are many all the same.
            if (seen.incrementAndGet() > MOST_VALUES) {
                throw new IllegalArgumentException("it holds more than %s values".formatted(MOST_VALUES));
            }
            String key = prefix + name;
            if (value == null) {
                throw new IllegalArgumentException(
                        "`%s` has no value, and Flink stops where it reads that".formatted(key));
            }
            if (value instanceof Map<?, ?> inner) {
                flatten(key + ".", inner, text, values, seen);
            } else {
                values.put(key, text.apply(value));
            }
        });
    }
}
