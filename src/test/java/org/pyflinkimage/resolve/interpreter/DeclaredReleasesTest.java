package org.pyflinkimage.resolve.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.PythonSource;

class DeclaredReleasesTest {

    private static final LockFile LOCK = new LockFile(
            Sources.of(Map.of(
                    "cpython", URI.create("http://127.0.0.1:1/"),
                    "cpython-2", URI.create("http://127.0.0.1:2/"),
                    "python", URI.create("http://127.0.0.1:3/"))),
            List.of());

    @Test
    void theDeclaredMirrorStandsInForAllOthers() {
        URI mirror = URI.create("file:///srv/builds/");

        LockFile replaced =
                DeclaredReleases.replace(LOCK, new DeclaredPython(PythonSource.AUTO, List.of(), Optional.of(mirror)));

        assertThat(replaced.sources())
                .isEqualTo(Sources.of(
                        Map.of("cpython", mirror, "cpython-2", mirror, "python", URI.create("http://127.0.0.1:3/"))));
    }

    @Test
    void withoutOneTheLockFilesPlaceCounts() {
        assertThat(DeclaredReleases.replace(LOCK, DeclaredPython.any())).isEqualTo(LOCK);
    }
}
