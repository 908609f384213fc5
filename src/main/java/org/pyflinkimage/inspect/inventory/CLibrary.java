package org.pyflinkimage.inspect.inventory;

import java.util.Optional;
import org.pyflinkimage.value.GlibcVersion;

/** The C library of an image. */
public sealed interface CLibrary {

    /** Of the GNU C library the version; empty for another, and where nothing says it. */
    default Optional<GlibcVersion> glibc() {
        return Optional.empty();
    }

    /**
     * The GNU C library.
     *
     * @param version empty where nothing says it
     */
    record Glibc(Optional<GlibcVersion> version) implements CLibrary {
        @Override
        public Optional<GlibcVersion> glibc() {
            return version;
        }

        @Override
        public String toString() {
            return version.map(number -> "glibc " + number).orElse("glibc");
        }
    }

    /**
     * Alpine's.
     *
     * @param version empty where nothing says it: {@code 1.2.5-r0}
     */
    record Musl(Optional<String> version) implements CLibrary {
        @Override
        public String toString() {
            return version.map(number -> "musl " + number).orElse("musl");
        }
    }
}
