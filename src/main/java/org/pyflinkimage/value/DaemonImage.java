package org.pyflinkimage.value;

import java.util.List;
import java.util.Optional;

/**
 * An image in the storage of docker or podman.
 *
 * @param reference what it is called there
 */
public record DaemonImage(ImageReference reference) implements BaseImage {

    private static final String TRANSPORT = "docker-daemon:";

    /** The usual one, and the word for the same place among the outputs. */
    private static final List<String> SPELLINGS = List.of(TRANSPORT, "daemon:");

    /** Whether a text means an image of a daemon, though its name may be none. */
    public static boolean isOne(String text) {
        return SPELLINGS.stream().anyMatch(text::startsWith);
    }

    /** Reads {@code docker-daemon:NAME}; empty where the text is something else, or names an image by a manifest's digest. */
    static Optional<DaemonImage> parse(String text) {
        // Daemons know manifests of registries alone, and not all of them keep those.
        return isOne(text)
                ? ImageReference.parse(text.substring(text.indexOf(':') + 1))
                        .filter(reference -> reference.digest().isEmpty())
                        .map(DaemonImage::new)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return TRANSPORT + reference;
    }
}
