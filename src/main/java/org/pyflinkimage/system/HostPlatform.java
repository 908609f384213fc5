package org.pyflinkimage.system;

import java.util.Locale;
import java.util.Optional;
import org.pyflinkimage.value.Platform;

/** The platform of the Linux containers that a machine runs without emulation, whatever its own operating system is. */
public final class HostPlatform {

    private HostPlatform() {}

    /** That of the machine that this process runs on; empty where images are not built for its processor. */
    public static Optional<Platform> ofProcess() {
        return of(System.getProperty("os.arch"));
    }

    /** That of a processor in Java's words: {@code amd64} and {@code x86_64}, {@code aarch64} and {@code arm64}. */
    public static Optional<Platform> of(String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> Optional.of(Platform.LINUX_AMD64);
            case "aarch64", "arm64" -> Optional.of(Platform.LINUX_ARM64);
            default -> Optional.empty();
        };
    }
}
