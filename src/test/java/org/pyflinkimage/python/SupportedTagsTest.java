package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.value.Platform;

class SupportedTagsTest {

    static List<List<String>> systems() {
        return Recorded.rows("supported-tags.tsv");
    }

    @ParameterizedTest
    @MethodSource("systems")
    void areThoseOfPackagingInItsOrder(List<String> row) {
        PythonMinor python = PythonMinor.parse(row.get(0)).orElseThrow();
        Platform platform = row.get(1).equals("x86_64") ? Platform.LINUX_AMD64 : Platform.LINUX_ARM64;

        SupportedTags tags = new SupportedTags(python, platform, row.get(2));

        assertThat(tags.tags())
                .extracting(WheelTag::toString)
                .containsExactly(row.get(3).split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "a-1-cp311-cp311-manylinux_2_17_x86_64.whl, true",
        "a-1-cp311-cp311-manylinux_2_37_x86_64.whl, false",
        "a-1-cp39-abi3-manylinux2014_x86_64.whl, true",
        "a-1-cp312-abi3-manylinux2014_x86_64.whl, false",
        "a-1-cp311-cp311-musllinux_1_2_x86_64.whl, false",
        "a-1-cp311-cp311-manylinux2014_aarch64.whl, false",
        "a-1-py2.py3-none-any.whl, true",
        "a-1-py2-none-any.whl, false",
    })
    void tellsWhichWheelsFit(String fileName, boolean fits) {
        SupportedTags tags = new SupportedTags(new PythonMinor(11), Platform.LINUX_AMD64, "2.36");

        assertThat(tags.rank(WheelName.parse(fileName).orElseThrow()).isPresent())
                .isEqualTo(fits);
    }

    @Test
    void binaryWheelIsBetterThanAPureOne() {
        SupportedTags tags = new SupportedTags(new PythonMinor(11), Platform.LINUX_AMD64, "2.36");

        WheelName binary =
                WheelName.parse("a-1-cp311-cp311-manylinux2014_x86_64.whl").orElseThrow();
        WheelName pure = WheelName.parse("a-1-py3-none-any.whl").orElseThrow();

        assertThat(tags.rank(binary).orElseThrow()).isLessThan(tags.rank(pure).orElseThrow());
    }
}
