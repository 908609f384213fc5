package org.pyflinkimage.spec;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

/** Versions that a declaration may name. */
public final class Versions {

    private Versions() {}

    /** These releases of Flink, for Python 3.9 to 3.12, of which Flink 1 has no 3.12, with Java 17 and Python 3.11 where nothing else is declared. */
    public static KnownVersions known(String... flink) {
        return new KnownVersions(
                Stream.of(flink)
                        .map(text -> FlinkVersion.parse(text).orElseThrow())
                        .toList(),
                Versions::pythonsOf,
                new JavaVersion(17),
                new PythonMinor(11),
                Versions::lineOf);
    }

    private static SortedSet<PythonMinor> pythonsOf(Combination cell) {
        IntStream minors = IntStream.rangeClosed(9, cell.flink().major() == 1 ? 11 : 12);
        return new TreeSet<>(minors.mapToObj(PythonMinor::new).toList());
    }

    /** As Flink's own connectors say it: {@code 4.0.1-2.0}. */
    private static Optional<Predicate<FlinkVersion>> lineOf(MavenCoordinates jar) {
        return jar.version().matches(".+-[12]\\.[0-9]+")
                ? Optional.of(flink -> jar.version().endsWith("-" + flink.line()))
                : Optional.empty();
    }
}
