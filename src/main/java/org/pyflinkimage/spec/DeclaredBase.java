package org.pyflinkimage.spec;

import org.pyflinkimage.value.ImageReference;

/**
 * An image that another is built upon.
 *
 * @param use who builds upon it, and so what is planned for it
 */
public record DeclaredBase(ImageReference image, Use use) {

    /** Who builds. */
    public enum Use {
        /** The rendered Dockerfile, which installs packages in it. */
        DOCKERFILE,
        /** This plugin: its layers come upon the base's own. */
        LAYERS
    }
}
