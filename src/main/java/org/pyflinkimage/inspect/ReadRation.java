package org.pyflinkimage.inspect;

/** What may be read of a tar at one go: a name or a header is never large. */
final class ReadRation {

    private long left = Long.MAX_VALUE;

    /** So much may be read from here on. */
    void allow(long bytes) {
        left = bytes;
    }

    /** @throws RefusedImage where more was read than that */
    void take(long bytes) throws RefusedImage {
        left -= bytes;
        if (left < 0) {
            throw new RefusedImage("a name or a header in it is larger than any file needs");
        }
    }
}
