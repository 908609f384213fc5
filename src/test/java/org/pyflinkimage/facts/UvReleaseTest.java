package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;

class UvReleaseTest {

    private final UvRelease release = UvRelease.shipped();

    @ParameterizedTest
    @CsvSource({"12, 17", "17, 17", "27, 17", "28, 28", "30, 28", "31, 31", "41, 40"})
    void platformIsOfTheNewestLibraryThatIsNotNewer(int minor, int known) {
        assertThat(release.nearestGlibc(new GlibcVersion(minor))).isEqualTo(new GlibcVersion(known));
    }

    @Test
    void wheelIsFoundByTheNameThatPipGivesIt() {
        UvRelease.UvWheel wheel =
                release.wheelFor(UvSystem.WINDOWS, Platform.LINUX_AMD64).orElseThrow();

        assertThat(release.wheelNamed(wheel.file())).contains(wheel);
        assertThat(release.wheelNamed("uv-0.1.0-py3-none-win_amd64.whl")).isEmpty();
        assertThat(wheel.program(Pep440Version.of("1.2.3"))).isEqualTo("uv-1.2.3.data/scripts/uv.exe");
    }
}
