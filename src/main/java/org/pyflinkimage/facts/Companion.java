package org.pyflinkimage.facts;

/** A distribution that PyFlink needs beside it and that is compiled, so that its wheels decide where PyFlink runs. */
public enum Companion {
    /** Runs Python functions in processes of their own. */
    BEAM("apache-beam", "beam"),
    /** Runs Python functions in threads of the JVM. */
    PEMJA("pemja", "pemja");

    private final String distribution;
    private final String shortName;

    Companion(String distribution, String shortName) {
        this.distribution = distribution;
        this.shortName = shortName;
    }

    /** What the facts call it: {@code beam}. */
    String shortName() {
        return shortName;
    }

    /** The distribution's name: {@code apache-beam}. */
    @Override
    public String toString() {
        return distribution;
    }
}
