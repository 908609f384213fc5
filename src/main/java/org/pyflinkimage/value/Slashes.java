package org.pyflinkimage.value;

import java.nio.file.Path;

/** Paths of this machine as lock files, patterns, reports and images have them: with slashes, whatever stands between names here. */
public final class Slashes {

    private Slashes() {}

    /** The text of a path. A backslash is part of a name where that is not what stands between names. */
    public static String in(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** The path from a folder to a file; empty where they are the same. */
    public static String between(Path folder, Path file) {
        return in(folder.relativize(file));
    }
}
