package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;

class SupportedTagsTest {

    static List<List<String>> systems() {
        return Recorded.rows("supported-tags.tsv");
    }

    @ParameterizedTest
    @MethodSource("systems")
    void areThoseOfPackagingInItsOrder(List<String> row) {
        assertThat(tagsOf(row).tags())
                .extracting(WheelTag::toString)
                .containsExactly(row.get(3).split(" "));
    }

    static List<List<String>> ranks() {
        return Recorded.rows("wheel-ranks.tsv");
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void wheelsFitAsInPackaging(List<String> row) {
        SupportedTags tags = tagsOf(row);
        String rank = row.get(3);

        assertThat(row.get(4).split(" "))
                .allSatisfy(file -> assertThat(rankOf(file, tags)).isEqualTo(rank))
                .allSatisfy(file -> assertThat(tags.misfit(file).isEmpty()).isEqualTo(!rank.equals("-")));
    }

    private static String rankOf(String file, SupportedTags tags) {
        OptionalInt rank = WheelName.parse(file).map(tags::rank).orElse(OptionalInt.empty());
        return rank.isPresent() ? String.valueOf(rank.getAsInt()) : "-";
    }

    private static SupportedTags tagsOf(List<String> row) {
        PythonMinor python = PythonMinor.parse(row.get(0)).orElseThrow();
        Platform platform = row.get(1).equals("x86_64") ? Platform.LINUX_AMD64 : Platform.LINUX_ARM64;
        return new SupportedTags(
                python, platform, GlibcVersion.parse(row.get(2)).orElseThrow());
    }

    @Test
    void knowsWhatItIsFor() {
        SupportedTags tags = new SupportedTags(new PythonMinor(11), Platform.LINUX_ARM64, new GlibcVersion(36));

        assertThat(tags.python()).isEqualTo(new PythonMinor(11));
        assertThat(tags.platform()).isEqualTo(Platform.LINUX_ARM64);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            foo-1-py3-none-any.tar.gz                            | it has no name of a wheel
            foo__bar-1-py3-none-any.whl                          | it has no name of a wheel
            a-1-cp310-cp310-manylinux2014_x86_64.whl             | it is built for Python `cp310`, not `cp311`
            a-1-cp310-none-any.whl                               | it is built for the ABI `none`, not `cp311`
            a-1-cp312.pp312-none-any.whl                         | it is built for Python `cp312`, `pp312`, not `cp311`
            a-1-py2-none-any.whl                                 | it is built for Python `py2`, not `cp311`
            a-1-cp311-cp311d-manylinux2014_x86_64.whl            | it is built for the ABI `cp311d`, not `cp311`
            a-1-cp311-cp311-win_amd64.whl                        | it is built for the platform `win_amd64`, not `linux/amd64`
            a-1-cp311-cp311-macosx_11_0_arm64.win_amd64.whl      | it is built for the platform `macosx_11_0_arm64`, `win_amd64`, not `linux/amd64`
            a-1-cp39-abi3-any.whl                                | it is built for the platform `any`, not `linux/amd64`
            a-1-cp311-cp311-manylinux_2_38_aarch64.whl           | it is built for the platform `manylinux_2_38_aarch64`, not `linux/amd64`
            a-1-cp311-cp311-manylinux_2_4_x86_64.whl             | it is built for the platform `manylinux_2_4_x86_64`, not `linux/amd64`
            a-1-cp311-cp311-manylinux_2_38_x86_64.win_amd64.whl  | it needs glibc `2.38`, which is newer than `2.36`
            a-1-cp312.cp311-cp312.cp311-manylinux_3_0_x86_64.whl | it needs glibc `3.0`, which is newer than `2.36`
            """)
    void tellsWhyAWheelDoesNotFit(String fileName, String reason) {
        SupportedTags tags = new SupportedTags(new PythonMinor(11), Platform.LINUX_AMD64, new GlibcVersion(36));

        assertThat(tags.misfit(fileName).orElseThrow().toSentence()).isEqualTo(reason);
    }

    @Test
    void namesTheAbiOfOldInterpreters() {
        SupportedTags tags = new SupportedTags(new PythonMinor(7), Platform.LINUX_AMD64, new GlibcVersion(36));

        assertThat(tags.misfit("a-1-cp37-cp37-manylinux2014_x86_64.whl").orElseThrow())
                .isEqualTo(new WheelMisfit(WheelMisfit.Reason.ABI, List.of("cp37"), "cp37m"));
    }

    @Test
    void prefersTheCloserWheelAndThenTheLaterBuild() {
        SupportedTags tags = new SupportedTags(new PythonMinor(11), Platform.LINUX_AMD64, new GlibcVersion(36));
        List<String> ascending = List.of(
                "a-1-9-cp312-cp312-win_amd64.whl",
                "a-1-py3-none-any.whl",
                "a-1-0-py3-none-any.whl",
                "a-1-0a-py3-none-any.whl",
                "a-1-9-py3-none-any.whl",
                "a-1-10-py3-none-any.whl",
                "a-1-cp311-cp311-manylinux2014_x86_64.whl");

        List<WheelName> wheels = ascending.stream()
                .map(file -> WheelName.parse(file).orElseThrow())
                .toList();

        for (int i = 1; i < wheels.size(); i++) {
            assertThat(tags.preference().compare(wheels.get(i - 1), wheels.get(i)))
                    .as(ascending.get(i))
                    .isNegative();
        }
    }
}
