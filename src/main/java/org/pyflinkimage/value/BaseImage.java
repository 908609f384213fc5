package org.pyflinkimage.value;

import java.util.Optional;

/** What an image can be built upon, by the name that it is had by: in a registry, in an archive or a folder, or in a daemon. */
public sealed interface BaseImage permits ImageReference, ArchivedImage, DaemonImage {

    /**
     * Reads a name with the transport that skopeo knows such places by, {@code docker-archive:base.tar}; without one it is a registry's.
     * Empty where the text is no name.
     */
    static Optional<BaseImage> parse(String text) {
        if (DaemonImage.isOne(text)) {
            return DaemonImage.parse(text).map(BaseImage.class::cast);
        }
        return ArchivedImage.Form.of(text).isPresent()
                ? ArchivedImage.parse(text).map(BaseImage.class::cast)
                : ImageReference.parse(text).map(BaseImage.class::cast);
    }
}
