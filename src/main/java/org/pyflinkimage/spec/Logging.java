package org.pyflinkimage.spec;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an image's programs log.
 *
 * @param levels by logger name, over those that the templates have; {@code root} is the logger above all others
 * @param layout how a line looks
 */
public record Logging(SortedMap<String, Level> levels, Layout layout) {

    /** The name of the logger above all others. */
    public static final String ROOT = "root";

    /** The levels of log4j. */
    public enum Level {
        OFF,
        FATAL,
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE,
        ALL
    }

    /** How log lines look. */
    public enum Layout {
        /** For people. */
        TEXT,
        /** One JSON object a line, for programs that collect logs. */
        JSON
    }

    public Logging {
        levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    }

    /** Lines for people at the templates' levels. */
    public static Logging standard() {
        return new Logging(new TreeMap<>(Map.of()), Layout.TEXT);
    }
}
