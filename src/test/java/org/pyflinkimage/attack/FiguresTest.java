package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

    @TempDir
    private Path folder;

    @Test
    void triesOfAllClassesStandInOneTable() throws IOException {
        Figures figures = new Figures(folder.resolve("attack"));

        figures.add("One", Kind.CHANGED_LOCKS, Map.of(Outcome.REFUSED, 2, Outcome.RECOVERED, 1));
        figures.add("Other", Kind.CHANGED_LOCKS, Map.of(Outcome.REFUSED, 30));
        figures.add("Third", Kind.KILLED_BUILDS, Map.of(Outcome.RECOVERED, 9, Outcome.WRONG, 4));
        figures.add("Third", Kind.KILLED_BUILDS, Map.of(Outcome.RECOVERED, 5));
        figures.addParser("TAR", 1000, 600, 0);

        assertThat(folder.resolve("attack/figures.md")).hasContent("""
                        | what | tries | recovered | refused | wrong |
                        |---|---|---|---|---|
                        | builds ended by SIGKILL at any moment | 5 | 5 | 0 | 0 |
                        | changed lock files | 33 | 1 | 32 | 0 |

                        | parser | inputs | seconds | findings |
                        |---|---|---|---|
                        | TAR | 1000 | 600 | 0 |
                        """);
        assertThat(figures.sums()).containsEntry(Kind.KILLED_BUILDS, Map.of(Outcome.RECOVERED, 5));
    }
}
