package org.pyflinkimage.value;

import java.util.Arrays;
import java.util.Optional;

/** An operating system and processor that images are built for, in the words of OCI. */
public enum Platform {
    LINUX_AMD64("amd64", "x86_64"),
    LINUX_ARM64("arm64", "aarch64");

    private final String architecture;
    private final String machine;

    Platform(String architecture, String machine) {
        this.architecture = architecture;
        this.machine = machine;
    }

    /** Reads {@code linux/amd64}; empty where images cannot be built for such a platform. */
    public static Optional<Platform> parse(String text) {
        return Arrays.stream(values())
                .filter(platform -> platform.toString().equals(text))
                .findFirst();
    }

    /** Reads {@code x86_64}; empty where images cannot be built for such a processor. */
    public static Optional<Platform> ofMachine(String machine) {
        return Arrays.stream(values())
                .filter(platform -> platform.machine.equals(machine))
                .findFirst();
    }

    /** OCI's name of the operating system: {@code linux}. */
    public String os() {
        return "linux";
    }

    /** The processor in OCI's and in Debian's words, which agree here: {@code amd64}. */
    public String architecture() {
        return architecture;
    }

    /** The processor in the words of {@code uname -m} and of wheel tags: {@code x86_64}. */
    public String machine() {
        return machine;
    }

    /** The multiarch triplet that names library folders: {@code x86_64-linux-gnu}. */
    public String triplet() {
        return machine + "-linux-gnu";
    }

    /** A file-name form: {@code linux-amd64}. */
    public String slug() {
        return os() + "-" + architecture;
    }

    @Override
    public String toString() {
        return os() + "/" + architecture;
    }
}
