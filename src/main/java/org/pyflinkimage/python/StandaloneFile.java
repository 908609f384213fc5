package org.pyflinkimage.python;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Platform;

/**
 * The archive of a standalone CPython for one platform, as its makers name it: for glibc, for every processor of the platform, with
 * what runs and without what debuggers read.
 */
public record StandaloneFile(StandaloneBuild build, Platform platform) {

    private static final Pattern FORM = Pattern.compile(
            "cpython-([0-9.]+\\+[0-9]+)-([a-z0-9_]+)-unknown-linux-gnu-install_only_stripped\\.tar\\.gz");

    /** Reads a file's name; empty where it is that of no such archive. */
    public static Optional<StandaloneFile> parse(String name) {
        Matcher parts = FORM.matcher(name);
        return parts.matches()
                ? StandaloneBuild.parse(parts.group(1))
                        .flatMap(build ->
                                Platform.ofMachine(parts.group(2)).map(platform -> new StandaloneFile(build, platform)))
                : Optional.empty();
    }

    /** The file's name: {@code cpython-3.10.16+20241219-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz}. */
    @Override
    public String toString() {
        return "cpython-%s-%s-unknown-linux-gnu-install_only_stripped.tar.gz".formatted(build, platform.machine());
    }
}
