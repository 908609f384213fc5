package org.pyflinkimage.spec;

import java.util.Arrays;
import java.util.Optional;

/** A program that builds images from a Dockerfile. */
public enum BuilderName {
    DOCKER("docker"),
    PODMAN("podman"),
    BUILDAH("buildah");

    private final String word;

    BuilderName(String word) {
        this.word = word;
    }

    /** Reads the word used in {@code <builder>} and {@code -Dpyflink.builder}. */
    public static Optional<BuilderName> parse(String text) {
        return Arrays.stream(values()).filter(name -> name.word.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
