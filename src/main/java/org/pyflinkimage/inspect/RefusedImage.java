package org.pyflinkimage.inspect;

import java.io.IOException;

/** What is wrong with an image, in words. */
final class RefusedImage extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedImage(String message) {
        super(message);
    }
}
