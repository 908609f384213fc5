package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Platform;

class StandaloneBuildTest {

    private static final String NAME =
            "cpython-3.10.16+20241219-aarch64-unknown-linux-gnu-install_only_stripped.tar.gz";

    @Test
    void buildsAreReadAndWritten() {
        assertThat(StandaloneBuild.parse("3.10.16+20241219")).get().satisfies(build -> {
            assertThat(build.version()).hasToString("3.10.16");
            assertThat(build.release()).isEqualTo("20241219");
            assertThat(build).hasToString("3.10.16+20241219");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3.10",
                "3.10+20241219",
                "3.10.16",
                "3.10.16+2024",
                "3.10.16+202412190",
                "3.10.16-20241219",
                "2.7.18+20200101",
                "3.10.16rc1+20241219",
                "3.10.16+20241219 ",
                "3.10.16+2024121a"
            })
    void whatIsNoBuildIsNone(String text) {
        assertThat(StandaloneBuild.parse(text)).isEmpty();
    }

    @Test
    void laterVersionsAndLaterReleasesComeLater() {
        assertThat(Stream.of("3.10.9+20250101", "3.9.25+20251031", "3.10.16+20241219", "3.10.16+20250106")
                        .map(text -> StandaloneBuild.parse(text).orElseThrow())
                        .sorted())
                .extracting(StandaloneBuild::toString)
                .containsExactly("3.9.25+20251031", "3.10.9+20250101", "3.10.16+20241219", "3.10.16+20250106");
    }

    @Test
    void filesAreReadAndWritten() {
        assertThat(StandaloneFile.parse(NAME)).get().satisfies(file -> {
            assertThat(file.build()).hasToString("3.10.16+20241219");
            assertThat(file.platform()).isEqualTo(Platform.LINUX_ARM64);
            assertThat(file).hasToString(NAME);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpython-3.10.16+20241219-x86_64_v3-unknown-linux-gnu-install_only_stripped.tar.gz",
                "cpython-3.10.16+20241219-x86_64-unknown-linux-musl-install_only_stripped.tar.gz",
                "cpython-3.10.16+20241219-x86_64-unknown-linux-gnu-install_only.tar.gz",
                "cpython-3.10.16+20241219-aarch64-apple-darwin-install_only_stripped.tar.gz",
                "cpython-3.10.16-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz",
                "../cpython-3.10.16+20241219-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz"
            })
    void filesForOtherMachinesAndPurposesAreNone(String name) {
        assertThat(StandaloneFile.parse(name)).isEqualTo(Optional.empty());
    }
}
