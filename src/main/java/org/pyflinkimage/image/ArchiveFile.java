package org.pyflinkimage.image;

import java.io.IOException;
import java.nio.file.Path;
import org.pyflinkimage.system.Bytes;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.Problem;

/** Writes what the build leaves behind: whole or not at all. */
final class ArchiveFile {

    private ArchiveFile() {}

    /**
     * Writes a file over an older one; missing folders are made.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-821} where it cannot be written
     */
    static void write(Path file, Bytes bytes) {
        try {
            WholeFile.at(file).write(bytes);
        } catch (IOException e) {
            throw Problem.environment("PYF-821", "cannot write `%s`".formatted(file))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("room on that disk and the right to write there, or another folder by `-Dpyflink.output`")
                    .toException(e);
        }
    }
}
