package org.pyflinkimage.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Answers of the reference program, recorded by the script that the file's first line names. */
final class Recorded {

    private Recorded() {}

    /** The rows of a table beside this class, each with its fields. */
    static List<List<String>> rows(String name) {
        try (InputStream stream = Objects.requireNonNull(Recorded.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
