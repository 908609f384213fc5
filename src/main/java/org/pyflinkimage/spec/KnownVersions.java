package org.pyflinkimage.spec;

import java.util.List;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

/**
 * The versions that a declaration may name, and those that it means where it names none.
 *
 * @param flink all known Flink releases, oldest first; at least one
 */
public record KnownVersions(List<FlinkVersion> flink, JavaVersion defaultJava, PythonMinor defaultPython) {
    public KnownVersions {
        flink = flink.stream().sorted().toList();
    }

    /** The Flink that is meant where none is declared: the newest. */
    public FlinkVersion defaultFlink() {
        return flink.get(flink.size() - 1);
    }
}
