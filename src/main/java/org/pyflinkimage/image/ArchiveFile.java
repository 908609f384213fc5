package org.pyflinkimage.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pyflinkimage.value.Problem;

/** Writes a file that is there whole or not at all. */
final class ArchiveFile {

    /** Writes bytes to a stream, which it does not close. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private ArchiveFile() {}

    /**
     * Writes a file over an older one, by way of a file beside it; missing folders are made.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-821} where it cannot be written
     */
    static void write(Path file, Content content) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                content.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            delete(unfinished, e);
            throw Problem.environment("PYF-821", "cannot write `%s`".formatted(file))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("room on that disk and the right to write there, or another folder by `-Dpyflink.output`")
                    .toException(e);
        }
    }

    private static void delete(Path unfinished, IOException cause) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
