package org.pyflinkimage.inspect;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.pyflinkimage.value.UnixPath;

/**
 * A member of a layer's tar, without its bytes.
 *
 * @param target of a symbolic link as it is written in the link, of a hard link the path that it leads to; else empty
 * @param size in bytes; 0 of all but files
 * @param rights who owns it, and who may do what with it
 */
record LayerMember(UnixPath path, Kind kind, String target, long size, Rights rights) {

    /** What stands at a path. The order is that of kept lists: a new kind comes last. */
    enum Kind {
        FILE,
        FOLDER,
        SYMBOLIC_LINK,
        HARD_LINK,
        /** A device, a pipe, or a hard link to what is no path in an image: nothing to read. */
        SPECIAL
    }

    /** Takes members. */
    @FunctionalInterface
    interface Taking {
        void take(LayerMember member) throws RefusedImage;
    }

    /** @throws RefusedImage where it is a link to what is no path */
    static LayerMember of(UnixPath path, TarArchiveEntry member) throws RefusedImage {
        Rights rights = Rights.of(member);
        if (member.isDirectory()) {
            return new LayerMember(path, Kind.FOLDER, "", 0, rights);
        }
        if (member.isSymbolicLink()) {
            if (!UnixPath.isTaken(member.getLinkName())) {
                throw new RefusedImage("the link `%s` leads to what is no path".formatted(path));
            }
            return new LayerMember(path, Kind.SYMBOLIC_LINK, member.getLinkName(), 0, rights);
        }
        if (member.isLink()) {
            return UnixPath.ofEntry(member.getLinkName())
                    .map(target -> new LayerMember(path, Kind.HARD_LINK, target.value(), 0, rights))
                    .orElseGet(() -> new LayerMember(path, Kind.SPECIAL, "", 0, rights));
        }
        boolean special = member.isCharacterDevice() || member.isBlockDevice() || member.isFIFO();
        return member.isFile() && !special
                ? new LayerMember(path, Kind.FILE, "", member.getSize(), rights)
                : new LayerMember(path, Kind.SPECIAL, "", 0, rights);
    }
}
