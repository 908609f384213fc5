package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.resolve.index.Toml;

/** Recorded of Poetry 2.5.1 and pipenv 2026.10.3 on 29 November 2026 by {@code src/test/scripts/lock-hashes.py}. */
class ProjectHashesTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/pyflinkimage/resolve/python/hashes");

    static Set<Map.Entry<String, Set<String>>> recorded() throws IOException {
        return Files.readAllLines(FOLDER.resolve("recorded.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.groupingBy(
                        fields -> fields[0], TreeMap::new, Collectors.mapping(fields -> fields[1], Collectors.toSet())))
                .entrySet();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void sumIsTheToolsOwn(Map.Entry<String, Set<String>> project) throws IOException {
        var text = Toml.parse(Files.readString(FOLDER.resolve(project.getKey())), project.getKey());

        ProjectHashes hashes =
                project.getKey().contains(".poetry.") ? ProjectHashes.ofPoetry(text) : ProjectHashes.ofPipfile(text);

        assertThat(hashes.all()).containsAll(project.getValue());
        assertThat(hashes.problem(Path.of("lock"), project.getValue().iterator().next(), "p", "c", "a"))
                .isEmpty();
        assertThat(hashes.problem(Path.of("lock"), "", "p", "c", "a")).isEmpty();
        assertThat(hashes.problem(Path.of("lock"), "0".repeat(64), "p", "c", "a"))
                .isPresent();
    }

    /** Before 2.0 Poetry read its own table alone, whatever stands beside it. */
    @Test
    void olderPoetryHashesItsOwnTableAlone() {
        String own = "[tool.poetry.dependencies]\nclick = '^8'\n";
        String alone =
                ProjectHashes.ofPoetry(Toml.parse(own, "x")).all().iterator().next();

        assertThat(ProjectHashes.ofPoetry(Toml.parse("[project]\nrequires-python = '>=3.9'\n" + own, "x"))
                        .all())
                .contains(alone);
    }

    /** Nothing is said of what cannot be told. */
    @Test
    void numbersThatPythonWritesInItsOwnWayAreNotGuessed() {
        assertThat(ProjectHashes.ofPoetry(Toml.parse("[tool.poetry.dependencies]\nx = 1.0", "x"))
                        .all())
                .isEmpty();
        assertThat(ProjectHashes.ofPoetry(Toml.parse("[tool.poetry.dependencies]\nx = 1", "x"))
                        .all())
                .hasSize(1);
    }

    @Test
    void pipfileWithoutASourceIsNotGuessed() {
        assertThat(ProjectHashes.ofPipfile(Toml.parse("[packages]\nclick = \"*\"", "x"))
                        .all())
                .isEmpty();
    }
}
