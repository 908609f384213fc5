package org.pyflinkimage.resolve.uv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.system.HostPlatform;
import org.pyflinkimage.value.Platform;

/**
 * A machine that builds images, in the words of {@link UvRelease}.
 *
 * @param os {@code linux}, {@code macos}, {@code windows}
 * @param machine {@code x86_64}, {@code aarch64}
 * @param libc the C library: {@code musl} on some Linux machines, elsewhere "glibc"
 */
record BuildMachine(String os, String machine, String libc) {

    private static final List<String> MUSL_LOADERS = List.of("/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1");
    private static final List<String> GLIBC_LOADERS =
            List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1");

    /** The one that this process runs on. */
    static BuildMachine current() {
        return of(HostPlatform.operatingSystem(), HostPlatform.processor(), file -> Files.exists(Path.of(file)));
    }

    /** A machine by what Java says of it, and by which files there are. */
    static BuildMachine of(String osName, String osArch, Predicate<String> presence) {
        String lower = osName.toLowerCase(Locale.ROOT);
        String os = lower.startsWith("mac") ? "macos" : lower.startsWith("windows") ? "windows" : lower;
        String machine = HostPlatform.of(osArch).map(Platform::machine).orElse(osArch);
        boolean musl = os.equals("linux")
                && MUSL_LOADERS.stream().anyMatch(presence)
                && GLIBC_LOADERS.stream().noneMatch(presence);
        return new BuildMachine(os, machine, musl ? "musl" : "glibc");
    }

    /** The wheel of uv for it; empty where uv publishes none. */
    Optional<UvWheel> wheelOf(UvRelease release) {
        return release.wheelFor(os, machine, libc);
    }

    /** What the file of a program is called there. */
    String programName(String name) {
        return isWindows() ? name + ".exe" : name;
    }

    /** Whether it can run the shell script that plays an interpreter. */
    boolean runsStub() {
        return !isWindows();
    }

    private boolean isWindows() {
        return os.equals("windows");
    }
}
