package org.pyflinkimage.resolve.sources;

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
    record Sequence(List<ScriptValue> values) implements ScriptValue {
        public Sequence {
            values = List.copyOf(values);
        }
    }

    record Table(Map<String, ScriptValue> values) implements ScriptValue {
        public Table {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
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
