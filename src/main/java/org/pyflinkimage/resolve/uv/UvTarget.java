package org.pyflinkimage.resolve.uv;

import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.SupportedTags;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;

/** The interpreter, and the machine under it, that distributions are to run on. */
public record UvTarget(Platform platform, PythonVersion python, GlibcVersion glibc) {

    /** The same on another platform. */
    public UvTarget on(Platform other) {
        return new UvTarget(other, python, glibc);
    }

    /** The wheels that run there. */
    public SupportedTags tags() {
        return new SupportedTags(python.line(), platform, glibc);
    }

    /** What markers say there. */
    public MarkerEnvironment markers() {
        return MarkerEnvironment.of(python, platform);
    }

    /** uv's name for the platform: the newest C library that it knows and that is no newer than the image's. */
    String platformName() {
        return platform.machine() + "-manylinux_2_"
                + UvRelease.shipped().nearestGlibc(glibc).minor();
    }
}
