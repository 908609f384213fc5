package org.pyflinkimage.plan;

import java.util.Optional;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.value.GlibcVersion;

/**
 * The operating system of an image.
 *
 * @param suite the Debian or Ubuntu suite that its packages come from: {@code bookworm}; of a base that is of neither, what its system
 *     calls itself
 * @param glibc its C library
 * @param python its interpreter
 * @param releases from when the archive's Release files were
 * @param base the image that brings it; empty where packages do
 */
public record SystemVersions(
        SuiteName suite, GlibcVersion glibc, PythonVersion python, ReleaseDates releases, Optional<LockedBase> base) {

    /** Of packages from archives of those dates. */
    public SystemVersions(SuiteName suite, GlibcVersion glibc, PythonVersion python, ReleaseDates releases) {
        this(suite, glibc, python, releases, Optional.empty());
    }

    /** Of a plan whose dates nobody kept. */
    public SystemVersions(SuiteName suite, GlibcVersion glibc, PythonVersion python) {
        this(suite, glibc, python, ReleaseDates.none());
    }

    /** The same with that interpreter. */
    public SystemVersions withPython(PythonVersion other) {
        return new SystemVersions(suite, glibc, other, releases, base);
    }

    /** The same with those dates. */
    public SystemVersions dated(ReleaseDates dates) {
        return new SystemVersions(suite, glibc, python, dates, base);
    }
}
