package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.DiskProblems;

/** A folder that lives as long as one piece of work. */
public record Scratch(Path folder) implements AutoCloseable {

    public static Scratch create() {
        return below(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * A new folder inside another.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-506} to {@code PYF-508} where the disk does not take it
     */
    public static Scratch below(Path parent) {
        try {
            return new Scratch(Files.createTempDirectory(parent, "pyflink-"));
        } catch (IOException e) {
            throw DiskProblems.temporary(parent, e).toException(e);
        }
    }

    /** Writes a text file into the folder. */
    public Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw DiskProblems.temporary(folder, e).toException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            return; // What is left harms nobody, and the work is done.
        }
    }
}
