package org.pyflinkimage.system;

import java.util.Locale;
import java.util.Optional;
import org.pyflinkimage.value.Platform;

/**
 * The machine that this process runs on, and the platform of the Linux containers that it runs without emulation, whatever its own
 * operating system is.
 */
public final class HostPlatform {

    private HostPlatform() {}

    /** The operating system of the machine that this process runs on, in Java's words: {@code Linux}, {@code Mac OS X}. */
    public static String operatingSystem() {
        return System.getProperty("os.name");
    }

    /** Whether an operating system in Java's words is that of a Mac. */
    public static boolean isMac(String operatingSystem) {
        return operatingSystem.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** Its processor, in Java's words. */
    public static String processor() {
        return System.getProperty("os.arch");
    }

    /** The platform of this machine; empty where images are not built for its processor. */
    public static Optional<Platform> ofProcess() {
        return of(processor());
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
