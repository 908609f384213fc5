package org.pyflinkimage.facts;

import org.pyflinkimage.value.GlibcVersion;

/** The C library of a base image, which decides what compiled programs run there. */
public sealed interface Libc {

    /** Debian's, Ubuntu's and nearly everybody's. */
    record Glibc(GlibcVersion version) implements Libc {}

    /** Alpine's, for which wheels of their own are built. */
    record Musl() implements Libc {}

    /** Reads {@code glibc 2.12}, or {@code musl} with any version. */
    static Libc parse(String text) {
        if (text.matches("musl( .*)?")) {
            return new Musl();
        }
        return GlibcVersion.parse(text.replaceFirst("^glibc ", ""))
                .map(Glibc::new)
                .orElseThrow(() -> new IllegalArgumentException("not a C library: " + text));
    }
}
