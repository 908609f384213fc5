package org.pyflinkimage.fetch;

/**
 * How much a download may bring, so that nothing that lies at an address can fill a disk.
 *
 * @param bytes the most that is read
 * @param exact whether it is known to be as much as that; what says that it is more, or less, is not read at all
 */
public record Amount(long bytes, boolean exact) {

    /** Of a file whose size is known. */
    public static Amount exactly(long bytes) {
        return new Amount(bytes, true);
    }

    /** Of a file whose size is not known; a larger one is refused. */
    public static Amount upTo(long bytes) {
        return new Amount(bytes, false);
    }

    /** Whether a file of that size may be read. */
    boolean permits(long size) {
        return exact ? size == bytes : size <= bytes;
    }
}
