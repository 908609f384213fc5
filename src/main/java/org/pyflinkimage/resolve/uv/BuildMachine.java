package org.pyflinkimage.resolve.uv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;

/**
 * A machine that builds images, in the words of {@link UvRelease}.
 *
 * @param os {@code linux}, {@code macos}, {@code windows}
 * @param machine {@code x86_64}, {@code aarch64}
 * @param libc the C library: {@code musl} on some Linux machines, elsewhere "glibc"
 */
record BuildMachine(String os, String machine, String libc) {

    /** The one that this process runs on. */
    static BuildMachine current() {
        String os = osName(System.getProperty("os.name"));
        String libc = os.equals("linux") && isMusl() ? "musl" : "glibc";
        return new BuildMachine(os, machineName(System.getProperty("os.arch")), libc);
    }

    /** The wheel of uv for it; empty where uv publishes none. */
    Optional<UvWheel> wheelOf(UvRelease release) {
        return release.wheelFor(os, machine, libc);
    }

    static String osName(String property) {
        String lower = property.toLowerCase(Locale.ROOT);
        return lower.startsWith("mac") ? "macos" : lower.startsWith("windows") ? "windows" : lower;
    }

    static String machineName(String property) {
        return property.equals("amd64") ? "x86_64" : property.equals("arm64") ? "aarch64" : property;
    }

    private static boolean isMusl() {
        return Stream.of("/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1")
                        .anyMatch(file -> Files.exists(Path.of(file)))
                && Stream.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
                        .noneMatch(file -> Files.exists(Path.of(file)));
    }
}
