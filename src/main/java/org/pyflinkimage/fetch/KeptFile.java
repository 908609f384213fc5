package org.pyflinkimage.fetch;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that a store keeps.
 *
 * @param kind its folder in the store: {@code sha256}, {@code derived/layer}, {@code temporary}
 * @param size in bytes
 * @param lastUse right to the hour
 */
public record KeptFile(String kind, Path file, long size, Instant lastUse) {

    /** The kind of artifacts. */
    public static final String ARTIFACT = "sha256";

    /** The kind of files that are being written, or that a killed build has left. */
    public static final String UNFINISHED = "temporary";

    private static final String DERIVED = "derived/";

    /** The kind of files that were derived under a word. */
    public static String derived(String word) {
        return DERIVED + word;
    }

    /** The name that it is kept under. */
    public String name() {
        return String.valueOf(file.getFileName());
    }
}
