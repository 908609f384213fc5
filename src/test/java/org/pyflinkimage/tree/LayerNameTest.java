package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerNameTest {

    @Test
    void titleSaysTheKindAndWhatOfIt() {
        assertThat(LayerName.of(LayerKind.FLINK).title()).isEqualTo("Flink");
        assertThat(new LayerName(LayerKind.PYTHON_PACKAGES, "numpy").title()).isEqualTo("Python packages: numpy");
    }

    @Test
    void orderIsThatOfTheKindsAndThenOfTheNames() {
        LayerName system = new LayerName(LayerKind.OPERATING_SYSTEM, "zlib");
        LayerName first = new LayerName(LayerKind.CONNECTORS, "a");
        LayerName second = new LayerName(LayerKind.CONNECTORS, "b");

        assertThat(List.of(second, first, system).stream().sorted()).containsExactly(system, first, second);
    }

    /** A page about an image has a line for each layer, with tabs between its parts. */
    @Test
    void nameIsOneLineWithoutTabs() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LayerName(LayerKind.JOB, "a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> new LayerName(LayerKind.JOB, "a\tb"));
    }

    @Test
    void programsHaveANameOfTheirOwnForEachKind() {
        assertThat(Arrays.stream(LayerKind.values()).map(LayerKind::id))
                .doesNotHaveDuplicates()
                .contains("operating-system", "python-packages", "flink-parts")
                .allMatch(id -> id.matches("[a-z-]+"));
    }

    @Test
    void aPersonReadsFewHeadings() {
        assertThat(Arrays.stream(LayerKind.values()).map(LayerKind::heading).distinct())
                .containsExactly(
                        "base",
                        "operating system and Java",
                        "Python",
                        "pip",
                        "Python packages",
                        "Flink",
                        "connectors",
                        "changing jars",
                        "configuration",
                        "extra files",
                        "job");
    }
}
