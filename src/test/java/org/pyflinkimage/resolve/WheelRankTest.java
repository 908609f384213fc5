package org.pyflinkimage.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.Platform;

class WheelRankTest {

    private final WheelRank rank = new WheelRank(new PythonMinor(11), Platform.LINUX_AMD64, 36);

    /** The order of {@code packaging.tags}. */
    @Test
    void prefersWhatFitsTheInterpreterMostClosely() {
        List<String> best = List.of(
                "a-1-cp311-cp311-manylinux_2_36_x86_64.whl",
                "a-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                "a-1-cp311-cp311-manylinux2010_x86_64.whl",
                "a-1-cp311-cp311-manylinux1_x86_64.whl",
                "a-1-cp311-cp311-linux_x86_64.whl",
                "a-1-cp311-abi3-manylinux1_x86_64.whl",
                "a-1-cp311-none-manylinux_2_36_x86_64.whl",
                "a-1-cp310-abi3-manylinux1_x86_64.whl",
                "a-1-cp37-abi3-manylinux_2_36_x86_64.whl",
                "a-1-py3-none-manylinux_2_36_x86_64.whl",
                "a-1-py310-none-manylinux_2_36_x86_64.whl",
                "a-1-cp311-none-any.whl",
                "a-1-py311-none-any.whl",
                "a-1-py2.py3-none-any.whl",
                "a-1-py310-none-any.whl");

        assertThat(best.stream().map(file -> rank.rank(file).orElseThrow()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-1-cp312-cp312-manylinux_2_17_x86_64.whl",
                "a-1-cp311-cp311d-manylinux_2_17_x86_64.whl",
                "a-1-cp311-cp311-manylinux_2_37_x86_64.whl",
                "a-1-cp311-cp311-manylinux_2_17_aarch64.whl",
                "a-1-cp311-cp311-musllinux_1_1_x86_64.whl",
                "a-1-cp311-cp311-macosx_11_0_arm64.whl",
                "a-1-cp311-cp311-win_amd64.whl",
                "a-1-cp310-cp310-manylinux1_x86_64.whl",
                "a-1-cp312-abi3-manylinux1_x86_64.whl",
                "a-1-py312-none-any.whl",
                "a-1-py2-none-any.whl",
                "a-1-pp311-pypy311_pp73-any.whl",
                "a-1.tar.gz",
                "a.whl"
            })
    void refusesWhatDoesNotRun(String file) {
        assertThat(rank.rank(file)).isEmpty();
    }

    @Test
    void readsBuildTags() {
        assertThat(rank.rank("a-1-1build-py3-none-any.whl")).isPresent();
    }
}
