package org.pyflinkimage.spec;

/**
 * What an apt archive must have, and how old it may be, to be believed.
 *
 * @param updates what of a suite is taken beside its release
 * @param acceptsOld whether an archive may be older than it could be: a snapshot, or one that nobody keeps up any more
 */
public record ArchiveTrust(Updates updates, boolean acceptsOld) {

    /** All updates, and none of them old. */
    public static ArchiveTrust usual() {
        return new ArchiveTrust(Updates.ALL, false);
    }
}
