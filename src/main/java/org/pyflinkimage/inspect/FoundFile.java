package org.pyflinkimage.inspect;

import org.pyflinkimage.value.UnixPath;

/**
 * What lies at a path of an image, all of its layers together.
 *
 * @param path its own; none of the folders above is a link
 * @param target of a symbolic link as it is written in the link, else empty
 * @param size of a file in bytes, else 0
 */
public record FoundFile(UnixPath path, Kind kind, String target, long size, Rights rights) {

    /** What it is. */
    public enum Kind {
        FILE,
        FOLDER,
        SYMBOLIC_LINK,
        /** A device or a pipe. */
        SPECIAL
    }
}
