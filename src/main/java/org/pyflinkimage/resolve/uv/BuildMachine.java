package org.pyflinkimage.resolve.uv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.facts.UvSystem;
import org.pyflinkimage.system.HostPlatform;
import org.pyflinkimage.value.Platform;

/**
 * A machine that builds images.
 *
 * @param system empty where uv is not published for such a one
 * @param processor by the platform of the images that it runs; empty where images are not built for it
 */
record BuildMachine(Optional<UvSystem> system, Optional<Platform> processor) {

    private static final List<String> MUSL_LOADERS = List.of("/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1");
    private static final List<String> GLIBC_LOADERS =
            List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1");

    /** The one that this process runs on. */
    static BuildMachine current() {
        return of(HostPlatform.operatingSystem(), HostPlatform.processor(), file -> Files.exists(Path.of(file)));
    }

    /** A machine by what Java says of it, and by which files there are. */
    static BuildMachine of(String osName, String osArch, Predicate<String> presence) {
        return new BuildMachine(systemOf(osName.toLowerCase(Locale.ROOT), presence), HostPlatform.of(osArch));
    }

    private static Optional<UvSystem> systemOf(String osName, Predicate<String> presence) {
        if (osName.equals("linux")) {
            boolean musl = MUSL_LOADERS.stream().anyMatch(presence)
                    && GLIBC_LOADERS.stream().noneMatch(presence);
            return Optional.of(musl ? UvSystem.LINUX_MUSL : UvSystem.LINUX_GLIBC);
        }
        if (HostPlatform.isMac(osName)) {
            return Optional.of(UvSystem.MACOS);
        }
        return osName.startsWith("windows") ? Optional.of(UvSystem.WINDOWS) : Optional.empty();
    }

    /** The wheel of uv for it; empty where uv publishes none. */
    Optional<UvWheel> wheelOf(UvRelease release) {
        return system.flatMap(known -> processor.flatMap(platform -> release.wheelFor(known, platform)));
    }

    /** What the file of a program is called there. */
    String programName(String name) {
        return system.map(known -> known.programName(name)).orElse(name);
    }

    /** Whether it can run the shell script that plays an interpreter. */
    boolean runsStub() {
        return !system.equals(Optional.of(UvSystem.WINDOWS));
    }
}
