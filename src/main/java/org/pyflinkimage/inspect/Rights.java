package org.pyflinkimage.inspect;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Who owns a file of an image, and who may do what with it.
 *
 * @param mode its permission bits, {@code 0755}
 * @param user a number
 * @param group a number
 */
public record Rights(int mode, long user, long group) {

    /** Of a folder that no layer has, but that others lie in. */
    static final Rights OF_FOLDERS = new Rights(0755, 0, 0);

    private static final int BITS = 07777;

    /** The greatest number of 32 bits means no user. */
    private static final long MOST = 0xffff_fffeL;

    static Rights of(TarArchiveEntry member) {
        return new Rights(member.getMode() & BITS, number(member.getLongUserId()), number(member.getLongGroupId()));
    }

    /** Numbers beyond those that Linux has are nobody's. */
    private static long number(long said) {
        return said < 0 || said > MOST ? 0 : said;
    }
}
