package org.pyflinkimage.spec;

import java.util.stream.Stream;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

/** Versions that a declaration may name. */
public final class Versions {

    private Versions() {}

    /** These releases of Flink, with Java 17 and Python 3.11 where nothing else is declared. */
    public static KnownVersions known(String... flink) {
        return new KnownVersions(
                Stream.of(flink)
                        .map(text -> FlinkVersion.parse(text).orElseThrow())
                        .toList(),
                new JavaVersion(17),
                new PythonMinor(11));
    }
}
