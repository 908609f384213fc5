package org.pyflinkimage.spec;

import java.nio.file.Path;

/** The files that a declaration points at. This room does no IO, so whoever calls it looks them up. */
public interface ProjectFiles {

    /** Whether a regular file lies there. */
    boolean isFile(Path path);

    /** Whether a folder lies there. */
    boolean isFolder(Path path);

    /** An existing file's path with all symbolic links followed. */
    Path realPath(Path path);
}
