package org.pyflinkimage.resolve.debian;

import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;

/** Knows how apt is set up in images. */
@FunctionalInterface
public interface AptImages {

    /**
     * How it is set up in the image for a platform.
     *
     * @throws org.pyflinkimage.value.PyFlinkException where the image cannot be read
     */
    AptSetup setupIn(ImageReference image, Platform platform);
}
