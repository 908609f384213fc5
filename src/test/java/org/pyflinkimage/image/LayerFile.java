package org.pyflinkimage.image;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * A file of a layer.
 *
 * @param kind as {@code ls} shows it: {@code -}, {@code d}, {@code l}; {@code h} for a hard link
 * @param link where a link leads, else empty
 * @param text of the few files of which it is looked at, else empty
 */
public record LayerFile(char kind, int mode, long user, long group, String link, String text) {

    static LayerFile of(TarArchiveEntry entry, String text) {
        return new LayerFile(
                kindOf(entry),
                entry.getMode() & 07777,
                entry.getLongUserId(),
                entry.getLongGroupId(),
                entry.getLinkName(),
                text);
    }

    /** Whether a later layer may name it again: every layer has the folders above its files. */
    public boolean isFolder() {
        return kind == 'd';
    }

    private static char kindOf(TarArchiveEntry entry) {
        if (entry.isDirectory()) {
            return 'd';
        }
        if (entry.isSymbolicLink()) {
            return 'l';
        }
        return entry.isLink() ? 'h' : '-';
    }
}
