package org.pyflinkimage.spec;

import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

/**
 * The versions that a declaration may name, and those that it means where it names none.
 *
 * @param flink all known Flink releases, oldest first; at least one
 * @param pythons those that go with the Flink, Java and platform of a cell, in place of its own
 * @param jars what tells which Flink a jar is made for
 */
public record KnownVersions(
        List<FlinkVersion> flink,
        Function<Combination, SortedSet<PythonMinor>> pythons,
        JavaVersion defaultJava,
        PythonMinor defaultPython,
        JarLines jars) {
    public KnownVersions {
        flink = flink.stream().sorted().toList();
    }

    /** The Flink that is meant where none is declared: the newest. */
    public FlinkVersion defaultFlink() {
        return flink.get(flink.size() - 1);
    }
}
