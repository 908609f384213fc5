package org.pyflinkimage.resolve.uv;

import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;

/** Images that tests resolve for. */
final class UvTargets {

    static final UvTarget LINUX =
            new UvTarget(Platform.LINUX_AMD64, new PythonVersion(new PythonMinor(11), 2), new GlibcVersion(36));

    private UvTargets() {}
}
