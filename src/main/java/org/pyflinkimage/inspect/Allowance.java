package org.pyflinkimage.inspect;

/** What is left of an image's {@link Bounds}. */
final class Allowance {

    /** In characters, on the average: those of a Debian have sixty. */
    private static final long LONGEST_NAMES = 128;

    private final Bounds bounds;
    private long unpacked;
    private long files;
    private long names;
    private int members;
    private int content;

    Allowance(Bounds bounds) {
        this.bounds = bounds;
        this.unpacked = bounds.unpacked();
        this.files = bounds.unpacked();
        this.names = bounds.members() * LONGEST_NAMES;
        this.members = bounds.members();
        this.content = bounds.content();
    }

    /** Bytes of a tar. */
    void takeUnpacked(long bytes) throws RefusedImage {
        unpacked -= bytes;
        if (unpacked < 0) {
            throw new LargeImage("its layers unpack to more than %s bytes".formatted(bounds.unpacked()));
        }
    }

    /** How many bytes of tars may still be read. */
    long unpackedLeft() {
        return unpacked;
    }

    /** Bytes of a file in a tar: what reads a tar may make more of it than there is. */
    void takeFile(long bytes) throws RefusedImage {
        files -= bytes;
        if (files < 0) {
            throw new LargeImage("its files have more than %s bytes".formatted(bounds.unpacked()));
        }
    }

    /** A path that is kept while the image is read. */
    void takeName(String path) throws RefusedImage {
        names -= path.length();
        if (names < 0) {
            throw new LargeImage(
                    "the paths in it have more than %s characters".formatted(bounds.members() * LONGEST_NAMES));
        }
    }

    void takeMember() throws RefusedImage {
        members--;
        if (members < 0) {
            throw new LargeImage("its layers have more than %s members".formatted(bounds.members()));
        }
    }

    /** How much of a file may be taken out of the image: one more than is allowed, so that it is noticed. */
    int contentAtMost() {
        return content + 1;
    }

    /** Bytes of a file that is taken out of the image, for each path that it is taken by. */
    void takeContent(int bytes) throws RefusedImage {
        content -= bytes;
        if (content < 0) {
            throw new LargeImage("the files wanted of it have more than %s bytes".formatted(bounds.content()));
        }
    }
}
