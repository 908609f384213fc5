package org.pyflinkimage.inspect;

import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.pyflinkimage.value.UnixPath;

/** What a container finds at a path. */
sealed interface LayerEntry {

    /**
     * A regular file.
     *
     * @param layer whose tar has its bytes; the lowest has 0
     * @param member by which name
     */
    record File(int layer, UnixPath member) implements LayerEntry {}

    /**
     * A symbolic link.
     *
     * @param target as it is written in the link
     */
    record SymbolicLink(String target) implements LayerEntry {}

    /** A folder. */
    record Directory() implements LayerEntry {}

    /** A device or a pipe: nothing to read. */
    record Special() implements LayerEntry {}

    /** One for all: an image may have a million. */
    Directory DIRECTORY = new Directory();

    Special SPECIAL = new Special();

    /**
     * What a member of a tar is; empty for a hard link, which is what it leads to.
     *
     * @throws RefusedImage where it is a link to what is no path
     */
    static Optional<LayerEntry> of(TarArchiveEntry member, int layer, UnixPath path) throws RefusedImage {
        if (member.isDirectory()) {
            return Optional.of(DIRECTORY);
        }
        if (member.isSymbolicLink()) {
            if (!UnixPath.isTaken(member.getLinkName())) {
                throw new RefusedImage("the link `%s` leads to what is no path".formatted(path));
            }
            return Optional.of(new SymbolicLink(member.getLinkName()));
        }
        if (member.isLink()) {
            return Optional.empty();
        }
        boolean special = member.isCharacterDevice() || member.isBlockDevice() || member.isFIFO();
        return Optional.of(member.isFile() && !special ? new File(layer, path) : SPECIAL);
    }
}
