package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.GlibcVersion;

class ManylinuxTest {

    @ParameterizedTest
    @CsvSource({
        "manylinux_2_28_aarch64, 2.28, aarch64",
        "manylinux_3_1_x86_64,   3.1,  x86_64",
        "manylinux1_x86_64,      2.5,  x86_64",
        "manylinux2010_x86_64,   2.12, x86_64",
        "manylinux2014_aarch64,  2.17, aarch64"
    })
    void isWhatATagSays(String tag, String glibc, String machine) {
        Manylinux read = Manylinux.parse(tag).orElseThrow();

        assertThat(read.version()).isEqualTo(glibc);
        assertThat(read.machine()).isEqualTo(machine);
        assertThat(read.tags()).contains(tag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "any",
                "linux_x86_64",
                "manylinux2011_x86_64",
                "manylinux_2_x86_64",
                "manylinux_2_28",
                "win_amd64"
            })
    void isNoneOfOtherTags(String tag) {
        assertThat(Manylinux.parse(tag)).isEmpty();
    }

    @Test
    void otherMajorsAreNoGlibcOfAnImage() {
        Manylinux third = Manylinux.parse("manylinux_3_1_x86_64").orElseThrow();

        assertThat(third.glibc()).isEmpty();
        assertThat(third.isNewerThan(new GlibcVersion(99))).isTrue();
        assertThat(Manylinux.parse("manylinux_1_99_x86_64").orElseThrow().isNewerThan(new GlibcVersion(5)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"16, true", "17, false", "18, false"})
    void minorsCompare(int other, boolean newer) {
        Manylinux needed = Manylinux.of(new GlibcVersion(17), "x86_64");

        assertThat(needed.isNewerThan(new GlibcVersion(other))).isEqualTo(newer);
    }

    @Test
    void anOlderNameStandsBehindTheNewer() {
        assertThat(Manylinux.of(new GlibcVersion(12), "x86_64").tags())
                .containsExactly("manylinux_2_12_x86_64", "manylinux2010_x86_64");
        assertThat(Manylinux.of(new GlibcVersion(13), "x86_64").tags()).containsExactly("manylinux_2_13_x86_64");
        assertThat(new Manylinux(3, 17, "x86_64").tags()).containsExactly("manylinux_3_17_x86_64");
    }

    @ParameterizedTest
    @CsvSource({
        "numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl,  2.17",
        "a-1-cp311-cp311-manylinux_2_28_x86_64.manylinux1_x86_64.whl,              2.5",
        "six-1.16.0-py2.py3-none-any.whl,                                          none",
        "a-1-cp311-cp311-linux_x86_64.whl,                                         none"
    })
    void wheelIsMadeForTheMildestOfItsTags(String fileName, String glibc) {
        assertThat(WheelName.parse(fileName).orElseThrow().oldestGlibc()).isEqualTo(GlibcVersion.parse(glibc));
    }
}
