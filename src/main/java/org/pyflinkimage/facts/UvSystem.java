package org.pyflinkimage.facts;

import java.util.Arrays;
import java.util.Optional;

/** An operating system that uv is published for, with the C library where there are two. */
public enum UvSystem {
    LINUX_GLIBC("linux", "glibc", ""),
    LINUX_MUSL("linux", "musl", ""),
    MACOS("macos", "", ""),
    WINDOWS("windows", "", ".exe");

    private final String os;
    private final String libc;
    private final String ending;

    UvSystem(String os, String libc, String ending) {
        this.os = os;
        this.libc = libc;
        this.ending = ending;
    }

    /** Reads the words of {@code uv.json}. */
    static Optional<UvSystem> parse(String os, String libc) {
        return Arrays.stream(values())
                .filter(system -> system.os.equals(os) && system.libc.equals(libc))
                .findFirst();
    }

    /** What the file of a program is called there. */
    public String programName(String name) {
        return name + ending;
    }
}
