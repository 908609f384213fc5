package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files that a declaration points at. This room does no IO, so whoever calls it looks them up. */
public interface ProjectFiles {

    /** Whether a regular file lies there. */
    boolean isFile(Path path);

    /** Whether a folder lies there. */
    boolean isFolder(Path path);

    /** Whether anything lies there, a link to nothing too. */
    default boolean isThere(Path path) {
        return isFile(path) || isFolder(path);
    }

    /** What lies in a folder; nothing where it cannot be looked into. */
    default List<Path> in(Path folder) {
        return List.of();
    }

    /** A file's bytes; empty where no file is there that can be read. */
    Optional<byte[]> read(Path path);

    /** A variable of the environment, which names of files may have in them. */
    Optional<String> variable(String name);

    /** An existing file's path with all symbolic links followed. */
    Path realPath(Path path);
}
