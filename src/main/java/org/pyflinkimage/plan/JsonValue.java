package org.pyflinkimage.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a JSON text that knows where it stands. */
sealed interface JsonValue {

    JsonPlace place();

    /** What it is, for messages: {@code a list}. */
    String kind();

    /** A list. */
    record Elements(JsonPlace place, List<JsonValue> values) implements JsonValue {
        public Elements {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * An object.
     *
     * @param values by name, in the order of the text
     */
    record Fields(JsonPlace place, Map<String, Field> values) implements JsonValue {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /**
     * A field of an object.
     *
     * @param place of its name
     */
    record Field(JsonPlace place, JsonValue value) {}

    /** A text. */
    record Text(JsonPlace place, String value) implements JsonValue {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** An integer that a {@code long} holds. */
    record Whole(JsonPlace place, long value) implements JsonValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** What has no place in a lock file: a fraction, a truth value, null, a number beyond every size. */
    record Other(JsonPlace place, String kind) implements JsonValue {}
}
