package org.pyflinkimage.spec;

import java.util.Optional;
import org.pyflinkimage.value.ImageReference;

/**
 * The name of an image of a suite, for one suite or with places for its names.
 *
 * @param form {@code registry.example.com/@{family}:@{suite}}
 */
public record SuiteImage(String form) {

    /** Reads a name; empty where it is none, whichever suite it is for. */
    public static Optional<SuiteImage> parse(String text) {
        return Optional.of(new SuiteImage(text))
                .filter(image -> image.named("debian", "bookworm").isPresent());
    }

    /**
     * The image.
     *
     * @param family in one word: {@code debian}
     * @param suite {@code bookworm}
     */
    public ImageReference of(String family, String suite) {
        return named(family, suite).orElseThrow();
    }

    private Optional<ImageReference> named(String family, String suite) {
        return ImageReference.parse(form.replace("@{family}", family).replace("@{suite}", suite));
    }
}
