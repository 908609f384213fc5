package org.pyflinkimage.spec;

import java.util.Arrays;
import java.util.Optional;

/** Whose Python an image has. */
public enum PythonSource {
    /** The suite's where a known one has the declared Python with the declared Java, else a standalone one. */
    AUTO("auto"),
    /** The suite's own. */
    SUITE("suite"),
    /** A standalone CPython. */
    STANDALONE("standalone");

    private final String word;

    PythonSource(String word) {
        this.word = word;
    }

    /** Reads the word used in {@code <pythonSource>} and {@code -Dpyflink.pythonSource}. */
    public static Optional<PythonSource> parse(String text) {
        return Arrays.stream(values())
                .filter(source -> source.word.equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
