package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.facts.UvSystem;
import org.pyflinkimage.value.Platform;

class BuildMachineTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,      amd64,   LINUX_GLIBC, LINUX_AMD64",
        "Linux,      aarch64, LINUX_GLIBC, LINUX_ARM64",
        "Mac OS X,   arm64,   MACOS,       LINUX_ARM64",
        "Mac OS X,   x86_64,  MACOS,       LINUX_AMD64",
        "Windows 11, amd64,   WINDOWS,     LINUX_AMD64",
        "Windows 11, x86,     WINDOWS,     ",
        "FreeBSD,    riscv64, ,            ",
        "FreeBSD,    amd64,   ,            LINUX_AMD64"
    })
    void isWhatJavaSaysOfIt(String osName, String osArch, @Nullable UvSystem system, @Nullable Platform processor) {
        assertThat(BuildMachine.of(osName, osArch, file -> false))
                .isEqualTo(new BuildMachine(Optional.ofNullable(system), Optional.ofNullable(processor)));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,    /lib/ld-musl-x86_64.so.1,                              LINUX_MUSL",
        "Linux,    /lib/ld-musl-aarch64.so.1,                             LINUX_MUSL",
        "Linux,    /lib64/ld-linux-x86-64.so.2,                           LINUX_GLIBC",
        "Linux,    /lib/ld-musl-x86_64.so.1 /lib64/ld-linux-x86-64.so.2,  LINUX_GLIBC",
        "Linux,    /lib/ld-musl-aarch64.so.1 /lib/ld-linux-aarch64.so.1,  LINUX_GLIBC",
        "Mac OS X, /lib/ld-musl-x86_64.so.1,                              MACOS"
    })
    void itsLibraryIsTheOneWhoseLoaderIsThere(String osName, String loaders, UvSystem system) {
        Set<String> files = Set.copyOf(List.of(loaders.split(" ", -1)));

        assertThat(BuildMachine.of(osName, "amd64", files::contains).system()).contains(system);
    }

    @Test
    void programsOfWindowsHaveAnEnding() {
        BuildMachine windows = new BuildMachine(Optional.of(UvSystem.WINDOWS), Optional.empty());

        assertThat(windows.programName("uv")).isEqualTo("uv.exe");
        assertThat(windows.runsStub()).isFalse();
        assertThat(UvScene.LINUX.programName("uv")).isEqualTo("uv");
        assertThat(UvScene.LINUX.runsStub()).isTrue();
        assertThat(new BuildMachine(Optional.empty(), Optional.empty()).programName("uv"))
                .isEqualTo("uv");
    }

    @Test
    void everyPinnedWheelBelongsToOneMachine() {
        UvRelease release = UvRelease.shipped();

        assertThat(release.wheels())
                .extracting(UvWheel::file)
                .doesNotHaveDuplicates()
                .allMatch(file -> file.endsWith(".whl"));
        assertThat(fileFor(UvSystem.LINUX_MUSL, Platform.LINUX_AMD64)).contains("musllinux");
        assertThat(fileFor(UvSystem.LINUX_GLIBC, Platform.LINUX_AMD64)).contains("manylinux");
        assertThat(fileFor(UvSystem.MACOS, Platform.LINUX_ARM64)).contains("arm64");
        assertThat(new BuildMachine(Optional.empty(), Optional.of(Platform.LINUX_AMD64)).wheelOf(release))
                .isEmpty();
        assertThat(new BuildMachine(Optional.of(UvSystem.WINDOWS), Optional.empty()).wheelOf(release))
                .isEmpty();
    }

    @Test
    void thisMachineIsOne() {
        assertThat(BuildMachine.current().system()).isPresent();
        assertThat(BuildMachine.current().processor()).isPresent();
    }

    private static String fileFor(UvSystem system, Platform processor) {
        return new BuildMachine(Optional.of(system), Optional.of(processor))
                .wheelOf(UvRelease.shipped())
                .orElseThrow()
                .file();
    }
}
