package org.pyflinkimage.plan;

import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.value.GlibcVersion;

/**
 * The operating system of an image.
 *
 * @param suite the Debian or Ubuntu suite that its packages come from: {@code bookworm}
 * @param glibc its C library
 * @param python its interpreter
 * @param releases from when the archive's Release files were
 */
public record SystemVersions(SuiteName suite, GlibcVersion glibc, PythonVersion python, ReleaseDates releases) {

    /** Of a plan whose dates nobody kept. */
    public SystemVersions(SuiteName suite, GlibcVersion glibc, PythonVersion python) {
        this(suite, glibc, python, ReleaseDates.none());
    }

    /** The same with those dates. */
    public SystemVersions dated(ReleaseDates dates) {
        return new SystemVersions(suite, glibc, python, dates);
    }
}
