package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImageReference;

/**
 * An image that another is built upon.
 *
 * @param image its name, of a path the last part
 * @param place where it lies on this machine; empty where a registry or a daemon has it
 * @param use who builds upon it, and so what is planned for it
 */
public record DeclaredBase(BaseImage image, Optional<Path> place, Use use) {

    /** Who builds. */
    public enum Use {
        /** The rendered Dockerfile, which installs packages in it. */
        DOCKERFILE,
        /** This plugin: its layers come upon the base's own. */
        LAYERS
    }

    /** An image of a registry. */
    public DeclaredBase(ImageReference image, Use use) {
        this(image, Optional.empty(), use);
    }
}
