package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;

class BuildMachineTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,      amd64,   linux,   x86_64",
        "Linux,      aarch64, linux,   aarch64",
        "Mac OS X,   arm64,   macos,   aarch64",
        "Mac OS X,   x86_64,  macos,   x86_64",
        "Windows 11, amd64,   windows, x86_64",
        "FreeBSD,    riscv64, freebsd, riscv64"
    })
    void isCalledAsUvCallsIt(String osName, String osArch, String os, String machine) {
        assertThat(BuildMachine.of(osName, osArch, file -> false)).isEqualTo(new BuildMachine(os, machine, "glibc"));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,    /lib/ld-musl-x86_64.so.1,                              musl",
        "Linux,    /lib/ld-musl-aarch64.so.1,                             musl",
        "Linux,    /lib64/ld-linux-x86-64.so.2,                           glibc",
        "Linux,    /lib/ld-musl-x86_64.so.1 /lib64/ld-linux-x86-64.so.2,  glibc",
        "Linux,    /lib/ld-musl-aarch64.so.1 /lib/ld-linux-aarch64.so.1,  glibc",
        "Mac OS X, /lib/ld-musl-x86_64.so.1,                              glibc"
    })
    void itsLibraryIsTheOneWhoseLoaderIsThere(String osName, String loaders, String libc) {
        Set<String> files = Set.copyOf(List.of(loaders.split(" ", -1)));

        assertThat(BuildMachine.of(osName, "amd64", files::contains).libc()).isEqualTo(libc);
    }

    @Test
    void programsOfWindowsHaveAnEnding() {
        assertThat(new BuildMachine("windows", "x86_64", "glibc").programName("uv"))
                .isEqualTo("uv.exe");
        assertThat(new BuildMachine("linux", "x86_64", "glibc").programName("uv"))
                .isEqualTo("uv");
    }

    @Test
    void everyPinnedWheelBelongsToOneMachine() {
        UvRelease release = UvRelease.shipped();

        assertThat(release.wheels())
                .extracting(UvWheel::file)
                .doesNotHaveDuplicates()
                .allMatch(file -> file.endsWith(".whl"));
        assertThat(fileFor("linux", "x86_64", "musl")).contains("musllinux");
        assertThat(fileFor("linux", "x86_64", "glibc")).contains("manylinux");
        assertThat(fileFor("macos", "aarch64", "glibc")).contains("arm64");
        assertThat(new BuildMachine("plan9", "x86_64", "glibc").wheelOf(release))
                .isEmpty();
    }

    @Test
    void thisMachineIsOne() {
        assertThat(BuildMachine.current().os()).isNotBlank();
        assertThat(BuildMachine.current().machine()).isNotBlank();
    }

    private static String fileFor(String os, String machine, String libc) {
        return new BuildMachine(os, machine, libc)
                .wheelOf(UvRelease.shipped())
                .orElseThrow()
                .file();
    }
}
