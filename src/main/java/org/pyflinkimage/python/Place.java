package org.pyflinkimage.python;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a requirement was written.
 *
 * @param file empty for the declaration itself, and for a file that lies on a server
 * @param served the name of a file that lies on a server, which need not be one that this machine's file system has
 * @param line the first that it stands in, from 1; 0 where it stands in no line
 */
public record Place(Optional<Path> file, Optional<String> served, int line) {

    /** The element of the declaration that requirements stand in. */
    public static final Place DECLARATION = new Place(Optional.empty(), 0);

    private static final String ELEMENT = "<requirements>";

    /** A place in a file of this machine, or in the declaration. */
    public Place(Optional<Path> file, int line) {
        this(file, Optional.empty(), line);
    }

    /** The same line of a file that lies on a server. */
    public Place onServer(String name) {
        return new Place(Optional.empty(), Optional.of(name), line);
    }

    /** The file with its folders; {@code <requirements>} for the declaration itself. */
    public String path() {
        return file.map(Path::toString).or(() -> served).orElse(ELEMENT);
    }

    /** The file's own name; {@code <requirements>} for the declaration itself. */
    public String name() {
        return file.map(Path::getFileName).map(Path::toString).or(() -> served).orElse(ELEMENT);
    }
}
