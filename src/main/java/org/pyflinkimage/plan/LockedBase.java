package org.pyflinkimage.plan;

import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/**
 * The image whose layers an image has below its own, for one platform.
 *
 * @param image as it was declared when it was looked up, of a path the last part
 * @param digest of its manifest; of a Docker archive, which has none, of the one that is made of what it has
 * @param size of that manifest, in bytes
 * @param javaHome the folder of the Java that the image runs on
 */
public record LockedBase(BaseImage image, Sha256 digest, long size, UnixPath javaHome) {

    /** The most bytes that a manifest may have, as registries take no larger ones. */
    static final long LARGEST = 4L << 20;

    /** Whether a folder can be the image's {@code JAVA_HOME}: PATH takes it, and a lock file. */
    public static boolean isJavaHome(UnixPath folder) {
        return Form.FOLDER.accepts(folder.value());
    }
}
