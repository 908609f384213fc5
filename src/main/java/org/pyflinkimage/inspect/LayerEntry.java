package org.pyflinkimage.inspect;

import org.pyflinkimage.value.UnixPath;

/** What a container finds at a path. */
sealed interface LayerEntry {

    /**
     * A regular file.
     *
     * @param layer whose tar has its bytes; the lowest has 0
     * @param member by which name
     * @param size in bytes
     */
    record File(int layer, UnixPath member, long size, Rights rights) implements LayerEntry {}

    /**
     * A symbolic link.
     *
     * @param target as it is written in the link
     */
    record SymbolicLink(String target, Rights rights) implements LayerEntry {}

    /** A folder. */
    record Directory(Rights rights) implements LayerEntry {}

    /** A device or a pipe: nothing to read. */
    record Special() implements LayerEntry {}

    /** One for all that no layer names: an image may have a million. */
    Directory DIRECTORY = new Directory(Rights.OF_FOLDERS);

    Special SPECIAL = new Special();
}
