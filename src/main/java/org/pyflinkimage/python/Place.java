package org.pyflinkimage.python;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a requirement was written.
 *
 * @param file empty for the declaration itself
 * @param line the first that it stands in, from 1; 0 where it stands in no line
 */
public record Place(Optional<Path> file, int line) {

    /** The element of the declaration that requirements stand in. */
    public static final Place DECLARATION = new Place(Optional.empty(), 0);

    private static final String ELEMENT = "<requirements>";

    /** The file with its folders; {@code <requirements>} for the declaration itself. */
    public String path() {
        return file.map(Path::toString).orElse(ELEMENT);
    }

    /** The file's own name; {@code <requirements>} for the declaration itself. */
    public String name() {
        return file.map(Path::getFileName).map(Path::toString).orElse(ELEMENT);
    }
}
