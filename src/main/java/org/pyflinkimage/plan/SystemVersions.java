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
 */
public record SystemVersions(SuiteName suite, GlibcVersion glibc, PythonVersion python) {}
