package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.Platform;

class HostPlatformTest {

    /** As JDKs say it on Linux, macOS and Windows. */
    @ParameterizedTest
    @CsvSource({
        "amd64, linux/amd64",
        "x86_64, linux/amd64",
        "aarch64, linux/arm64",
        "arm64, linux/arm64",
        "AARCH64, linux/arm64",
        "s390x, none",
        "riscv64, none",
        "x86, none"
    })
    void processorIsAPlatform(String osArch, String platform) {
        assertThat(HostPlatform.of(osArch)).isEqualTo(Platform.parse(platform));
    }

    @ParameterizedTest
    @CsvSource({"tr", "en"})
    void languageOfTheMachineDoesNotCount(String language) {
        java.util.Locale usual = java.util.Locale.getDefault();
        java.util.Locale.setDefault(java.util.Locale.forLanguageTag(language));
        try {
            assertThat(HostPlatform.of("X86_64")).contains(Platform.LINUX_AMD64);
        } finally {
            java.util.Locale.setDefault(usual);
        }
    }

    @Test
    void isThatOfThisProcess() {
        assertThat(HostPlatform.operatingSystem()).isEqualTo(System.getProperty("os.name"));
        assertThat(HostPlatform.ofProcess()).isEqualTo(HostPlatform.of(HostPlatform.processor()));
    }
}
