package org.pyflinkimage.spec;

import java.util.Arrays;
import java.util.Optional;

/** Where a built image goes. */
public enum Output {
    OCI_ARCHIVE("oci-archive", Optional.of("image-oci.tar")),
    DOCKER_ARCHIVE("docker-archive", Optional.of("image-docker.tar")),
    DAEMON("daemon", Optional.empty()),
    REGISTRY("registry", Optional.empty());

    private final String word;
    private final Optional<String> fileName;

    Output(String word, Optional<String> fileName) {
        this.word = word;
        this.fileName = fileName;
    }

    /** Reads the word used in {@code <to>} and {@code -Dpyflink.to}. */
    public static Optional<Output> parse(String text) {
        return Arrays.stream(values())
                .filter(output -> output.word.equals(text))
                .findFirst();
    }

    /**
     * What its archive is called in the folder of an image's results.
     *
     * @throws IllegalStateException where it is no archive
     */
    public String fileName() {
        return fileName.orElseThrow(() -> new IllegalStateException("no archive: " + word));
    }

    @Override
    public String toString() {
        return word;
    }
}
