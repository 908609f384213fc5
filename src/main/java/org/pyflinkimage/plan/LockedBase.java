package org.pyflinkimage.plan;

import java.util.Optional;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/**
 * The image whose layers an image has below its own, for one platform.
 *
 * @param image as it was declared when it was looked up, of a path the last part
 * @param digest of its manifest; of a Docker archive, which has none, of the one that is made of what it has
 * @param size of that manifest, in bytes
 * @param javaHome the folder of the Java that the image runs on
 * @param python the program of the Python that the image runs on, where that is the base's own or its suite's; its release is the plan's
 */
public record LockedBase(BaseImage image, Sha256 digest, long size, UnixPath javaHome, Optional<UnixPath> python) {

    /** The most bytes that a manifest may have, as registries take no larger ones. */
    static final long LARGEST = 4L << 20;

    /** One upon which a standalone CPython comes. */
    public LockedBase(BaseImage image, Sha256 digest, long size, UnixPath javaHome) {
        this(image, digest, size, javaHome, Optional.empty());
    }

    /** Whether an image upon it runs on the Python of a suite, be that in the base or come upon it. */
    public boolean runsOnSuites(PythonMinor line) {
        return python.equals(Optional.of(ImagePaths.debianPython(line.toString())));
    }

    /** Whether a folder can be the image's {@code JAVA_HOME}: PATH takes it, and a lock file. */
    public static boolean isJavaHome(UnixPath folder) {
        return Form.FOLDER.accepts(folder.value());
    }

    /** Whether a program can be the image's Python: the settings of a virtual environment take it, and a lock file. */
    public static boolean isPython(UnixPath program) {
        return Form.FOLDER.accepts(program.value());
    }
}
