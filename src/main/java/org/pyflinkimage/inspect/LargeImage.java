package org.pyflinkimage.inspect;

/** Says that an image is larger than its {@link Bounds}, which a sound one may be. */
final class LargeImage extends RefusedImage {

    private static final long serialVersionUID = 1L;

    LargeImage(String message) {
        super(message);
    }
}
