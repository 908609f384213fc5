package org.pyflinkimage.facts;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value of a fact file; as a string it is JSON. */
sealed interface FactValue {

    /** A text. */
    record Text(String value) implements FactValue {
        @Override
        public String toString() {
            return quote(value);
        }
    }

    /** A number. */
    record Figure(Number value) implements FactValue {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** True or false. */
    record Flag(boolean value) implements FactValue {
        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }

    /** Null, which no fact is. */
    record Nothing() implements FactValue {
        @Override
        public String toString() {
            return "null";
        }
    }

    /** A list. */
    record Elements(List<FactValue> values) implements FactValue {
        public Elements {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.stream().map(FactValue::toString).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /**
     * An object.
     *
     * @param values by name, in the order of the file
     */
    record Fields(Map<String, FactValue> values) implements FactValue {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String toString() {
            return values.entrySet().stream()
                    .map(field -> quote(field.getKey()) + ":" + field.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    private static String quote(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
