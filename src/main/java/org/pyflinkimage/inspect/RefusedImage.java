package org.pyflinkimage.inspect;

import java.io.IOException;

/** What is wrong with an image, in words. */
sealed class RefusedImage extends IOException permits LargeImage {

    private static final long serialVersionUID = 1L;

    RefusedImage(String message) {
        super(message);
    }
}
