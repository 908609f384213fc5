package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.Golden;

/** What the standalone CPython of a cluster is like, whatever the image is built upon. */
interface HasStandalonePython {

    FlinkCluster cluster();

    StandalonePythons pythons();

    @Test
    default void itIsThatReleaseAndLacksNothing() {
        assertThat(cluster().taskManager().exec("python", "--version")).isEqualTo("Python 3.10.16");
        assertThat(cluster().taskManager().python("standalone_interpreter.py")).isEmpty();
    }

    /** A folder stands for all below it; the archive of this test has no headers, no terminfo and no pip, see its script. */
    @Test
    default void itHasEveryFileOfTheArchiveButWhatIsLeftOut() {
        Set<String> there = cluster()
                .taskManager()
                .exec("find", "/opt/python", "-mindepth", "1", "-printf", "%P\\n")
                .lines()
                .collect(Collectors.toSet());
        String missing = pythons().members().stream()
                .map(member -> Path.of("python").relativize(Path.of(member)))
                .map(path -> topmostMissing(path, there))
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        Golden.assertMatches("e2e/standalone-left-out.txt", missing);
    }

    private static Optional<String> topmostMissing(Path path, Set<String> there) {
        return IntStream.rangeClosed(1, path.getNameCount())
                .mapToObj(names -> path.subpath(0, names).toString())
                .filter(part -> !there.contains(part))
                .findFirst();
    }

    @Test
    default void thereIsOnePip() {
        assertThat(cluster().taskManager().exec("find", "/opt", "/usr/lib", "-path", "*-packages/pip"))
                .isEqualTo("/opt/venv/lib/python3.10/site-packages/pip");
        assertThat(cluster().taskManager().exec("python", "-m", "pip", "--version"))
                .endsWith("from /opt/venv/lib/python3.10/site-packages/pip (python 3.10)");
    }
}
