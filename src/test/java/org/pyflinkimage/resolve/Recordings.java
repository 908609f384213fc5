package org.pyflinkimage.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What uv said and wrote, recorded by {@code src/test/scripts/resolve-recordings.sh}. */
public final class Recordings {

    private Recordings() {}

    public static String read(String name) {
        try (InputStream stream = Objects.requireNonNull(Recordings.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
