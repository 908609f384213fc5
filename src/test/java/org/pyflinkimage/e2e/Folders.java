package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that the tests make and remove. */
final class Folders {

    private Folders() {}

    /** An empty folder below the build's own, whatever lay there before. */
    static Path empty(String name) {
        Path folder = buildDirectory().resolve("e2e").resolve(name);
        delete(folder);
        return create(folder);
    }

    static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder that this build writes to. */
    static Path buildDirectory() {
        return Path.of(System.getProperty("buildDirectory", "target")).toAbsolutePath();
    }
}
