package org.pyflinkimage.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.value.JavaVersion;

/**
 * What is known of a Flink release line as a whole.
 *
 * @param line {@code 2.3}
 * @param java the Java lines it runs on; what is absent it does not support
 * @param defaultJava the one that its official images take
 * @param endOfLife the day from which it gets no fixes, {@code 2024-03-15}; empty while it is maintained or nothing was published
 * @param policy what the end of life rests on
 */
public record FlinkLine(
        FlinkMinor line,
        SortedMap<JavaVersion, JavaSupport> java,
        JavaVersion defaultJava,
        Optional<LocalDate> endOfLife,
        String policy,
        String source) {

    public FlinkLine {
        java = Collections.unmodifiableSortedMap(new TreeMap<>(java));
    }

    /** How far a Flink line supports a Java line. */
    public enum JavaSupport {
        SUPPORTED,
        DEPRECATED,
        EXPERIMENTAL
    }
}
