package org.pyflinkimage.inspect;

/**
 * How much of an image is read at most.
 *
 * @param packed bytes of its blobs, as they are stored
 * @param unpacked bytes of its layers' tars
 * @param members of its layers' tars
 * @param content bytes of the files that are taken out of it
 */
public record Bounds(long packed, long unpacked, int members, int content) {

    /** Enough for images of an operating system and some programs. */
    public static final Bounds USUAL = new Bounds(4L << 30, 16L << 30, 1_000_000, 16 << 20);

    /**
     * Enough for images that others come upon, with what computes on graphics cards in them. Their layers are taken as they are; the paths
     * of two million files are all that has to be kept in memory.
     */
    public static final Bounds OF_BASES = new Bounds(64L << 30, 256L << 30, 2_000_000, 16 << 20);

    /** What a manifest lists at most, as what runs containers takes no more layers. */
    static final int LAYERS = 127;

    /** The same, with more or fewer bytes of files. */
    Bounds withContent(int bytes) {
        return new Bounds(packed, unpacked, members, bytes);
    }
}
