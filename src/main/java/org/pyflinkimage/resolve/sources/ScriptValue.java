package org.pyflinkimage.resolve.sources;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an expression of a script in Python is, as far as its text says. */
sealed interface ScriptValue {

    record Text(String text) implements ScriptValue {}

    /** A word such as {@code True} and {@code None}, or a number. */
    record Word(String word) implements ScriptValue {}

    /** A list, a tuple or a set. */
    record Sequence(List<ScriptValue> values, Extent extent) implements ScriptValue {
        public Sequence {
            values = List.copyOf(values);
        }

        Sequence(List<ScriptValue> values) {
            this(values, Extent.of(values));
        }
    }

    record Table(Map<String, ScriptValue> values, Extent extent) implements ScriptValue {
        public Table {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        Table(Map<String, ScriptValue> values) {
            this(values, Extent.of(values.values()));
        }
    }

    /**
     * How much there is in a value: one list may stand in another many times over.
     *
     * @param count of all values in it
     * @param depth of those in each other
     */
    record Extent(int count, int depth) {

        private static final Extent ONE = new Extent(1, 1);
        private static final int COUNT_AT_MOST = 100_000;
        private static final int DEPTH_AT_MOST = 50;

        static Extent of(Collection<ScriptValue> values) {
            long count = 1;
            int depth = 1;
            for (ScriptValue value : values) {
                Extent inner = value.extent();
                count += inner.count;
                depth = Math.max(depth, inner.depth + 1);
            }
            if (count > COUNT_AT_MOST || depth > DEPTH_AT_MOST) {
                throw new NeedsRunning("its `setup.py` makes lists of more than %s values".formatted(COUNT_AT_MOST));
            }
            return new Extent((int) count, depth);
        }
    }

    /** How much there is in it. */
    default Extent extent() {
        return Extent.ONE;
    }

    /**
     * Packages that setuptools finds.
     *
     * @param namespaces whether those without {@code __init__.py} count
     */
    record Found(Map<String, ScriptValue> arguments, boolean namespaces) implements ScriptValue {
        public Found {
            arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }
    }

    /** An open file of the project. */
    record File(String text) implements ScriptValue {}

    /** A module, or something out of one; with dots between. */
    record Imported(String path) implements ScriptValue {}

    /** Only running the script would tell. */
    record Unknown() implements ScriptValue {}

    static ScriptValue unknown() {
        return new Unknown();
    }

    /** Whether all of it stands there. */
    default boolean isLiteral() {
        if (this instanceof Sequence sequence) {
            return sequence.values().stream().allMatch(ScriptValue::isLiteral);
        }
        if (this instanceof Table table) {
            return table.values().values().stream().allMatch(ScriptValue::isLiteral);
        }
        if (this instanceof Found found) {
            return found.arguments().values().stream().allMatch(ScriptValue::isLiteral);
        }
        return this instanceof Text || this instanceof Word;
    }

    /** Whether it says nothing: {@code None}, {@code False}, or an empty list. */
    default boolean isEmpty() {
        return (this instanceof Word word
                        && (word.word().equals("None") || word.word().equals("False")))
                || (this instanceof Text text && text.text().isEmpty())
                || (this instanceof Sequence sequence && sequence.values().isEmpty())
                || (this instanceof Table table && table.values().isEmpty());
    }
}
