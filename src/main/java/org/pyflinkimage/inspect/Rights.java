package org.pyflinkimage.inspect;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Who owns a file of an image, and who may do what with it.
 *
 * @param mode its permission bits, {@code 0755}
 * @param user a number
 * @param group a number
 */
public record Rights(int mode, int user, int group) {

    /** Of a folder that no layer has, but that others lie in. */
    static final Rights OF_FOLDERS = new Rights(0755, 0, 0);

    private static final int BITS = 07777;

    static Rights of(TarArchiveEntry member) {
        return new Rights(member.getMode() & BITS, number(member.getLongUserId()), number(member.getLongGroupId()));
    }

    /** Numbers beyond those that Linux has are nobody's. */
    private static int number(long said) {
        return said < 0 || said > Integer.MAX_VALUE ? 0 : (int) said;
    }
}
