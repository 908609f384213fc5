package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;

class UvTargetTest {

    private static final PythonVersion PYTHON = new PythonVersion(new PythonMinor(11), 2);

    @ParameterizedTest
    @CsvSource({
        "41, manylinux_2_40",
        "36, manylinux_2_36",
        "31, manylinux_2_31",
        "30, manylinux_2_28",
        "17, manylinux_2_17",
        "12, manylinux_2_17"
    })
    void uvKnowsThePlatformByTheNewestLibraryThatIsThere(int glibc, String name) {
        UvTarget target = new UvTarget(Platform.LINUX_ARM64, PYTHON, new GlibcVersion(glibc));

        assertThat(target.platformName()).isEqualTo("aarch64-" + name);
    }

    @Test
    void tagsAndMarkersAreThoseOfItsInterpreter() {
        UvTarget target = new UvTarget(Platform.LINUX_ARM64, PYTHON, new GlibcVersion(36)).on(Platform.LINUX_AMD64);

        assertThat(target).isEqualTo(new UvTarget(Platform.LINUX_AMD64, PYTHON, new GlibcVersion(36)));
        assertThat(target.tags().misfit("x-1-cp311-cp311-manylinux_2_36_x86_64.whl"))
                .isEmpty();
        assertThat(target.tags().misfit("x-1-cp310-cp310-manylinux_2_36_x86_64.whl"))
                .isPresent();
        assertThat(target.tags().misfit("x-1-cp311-cp311-manylinux_2_37_x86_64.whl"))
                .isPresent();
        assertThat(target.markers()).isEqualTo(MarkerEnvironment.of(PYTHON, Platform.LINUX_AMD64));
    }
}
