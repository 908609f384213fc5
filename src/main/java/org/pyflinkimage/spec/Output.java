package org.pyflinkimage.spec;

import java.util.Arrays;
import java.util.Optional;

/** Where a built image goes. */
public enum Output {
    OCI_ARCHIVE("oci-archive"),
    DOCKER_ARCHIVE("docker-archive"),
    DAEMON("daemon"),
    REGISTRY("registry");

    private final String word;

    Output(String word) {
        this.word = word;
    }

    /** Reads the word used in {@code <to>} and {@code -Dpyflink.to}. */
    public static Optional<Output> parse(String text) {
        return Arrays.stream(values())
                .filter(output -> output.word.equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
