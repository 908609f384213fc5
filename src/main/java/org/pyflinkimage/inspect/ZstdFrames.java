package org.pyflinkimage.inspect;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The frames of a zstd file that hold something. Skippable ones, in which Podman and others keep tables of contents, are left out: what
 * decompresses the rest does not know them.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc8878#section-3.1">RFC 8878, frames</a>
 */
final class ZstdFrames extends FilterInputStream {

    private static final int MAGIC = 0xfd2fb528;
    private static final int SKIPPABLE = 0x184d2a50;

    /** How many bytes a dictionary's name takes, by the bits that say so. */
    private static final int[] DICTIONARY = {0, 1, 2, 4};

    /** How many bytes the size of the content takes. */
    private static final int[] CONTENT_SIZE = {0, 2, 4, 8};

    /** Bytes of the present piece that were read already, to be given out first. */
    private byte[] read = new byte[0];

    private int given;
    private long left;
    private boolean inFrame;
    private boolean lastBlock;
    private boolean summed;

    ZstdFrames(InputStream in) {
        super(in);
    }

    /** Whether a file that begins with these bytes is one. */
    static boolean isOne(byte[] first) {
        if (first.length < Integer.BYTES) {
            return false;
        }
        int magic = number(first, Integer.BYTES);
        return magic == MAGIC || isSkippable(magic);
    }

    private static boolean isSkippable(int magic) {
        return (magic & 0xfffffff0) == SKIPPABLE;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (given == read.length && left == 0) {
            if (!next()) {
                return -1;
            }
        }
        if (given < read.length) {
            int some = Math.min(length, read.length - given);
            System.arraycopy(read, given, buffer, offset, some);
            given += some;
            return some;
        }
        int some = in.read(buffer, offset, (int) Math.min(length, left));
        if (some < 0) {
            throw new EOFException();
        }
        left -= some;
        return some;
    }

    /** Goes to the next piece: a frame's header, a block with its own, or the sum at the end. */
    private boolean next() throws IOException {
        if (!inFrame) {
            return nextFrame();
        }
        if (lastBlock) {
            inFrame = false;
            give(summed ? exactly(Integer.BYTES) : new byte[0]);
            return true;
        }
        byte[] header = exactly(3);
        int block = number(header, 3);
        lastBlock = (block & 1) == 1;
        // A block of one byte that is repeated has the byte alone.
        left = ((block >> 1) & 3) == 1 ? 1 : block >> 3;
        give(header);
        return true;
    }

    private boolean nextFrame() throws IOException {
        byte[] magic = in.readNBytes(Integer.BYTES);
        if (magic.length == 0) {
            return false;
        }
        if (magic.length < Integer.BYTES) {
            throw new EOFException();
        }
        if (isSkippable(number(magic, Integer.BYTES))) {
            in.skipNBytes(Integer.toUnsignedLong(number(exactly(Integer.BYTES), Integer.BYTES)));
            return true;
        }
        if (number(magic, Integer.BYTES) != MAGIC) {
            throw new RefusedImage("it is zstd at first, and something else behind that");
        }
        beginFrame(magic);
        return true;
    }

    private void beginFrame(byte[] magic) throws IOException {
        byte[] descriptor = exactly(1);
        boolean single = ((descriptor[0] >> 5) & 1) == 1;
        int sizeBits = (descriptor[0] >> 6) & 3;
        int size = sizeBits == 0 && single ? 1 : CONTENT_SIZE[sizeBits];
        byte[] rest = exactly((single ? 0 : 1) + DICTIONARY[descriptor[0] & 3] + size);
        byte[] header = new byte[magic.length + 1 + rest.length];
        System.arraycopy(magic, 0, header, 0, magic.length);
        header[magic.length] = descriptor[0];
        System.arraycopy(rest, 0, header, magic.length + 1, rest.length);
        inFrame = true;
        lastBlock = false;
        summed = ((descriptor[0] >> 2) & 1) == 1;
        give(header);
    }

    private void give(byte[] piece) {
        read = piece;
        given = 0;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static int number(byte[] bytes, int length) {
        int number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number;
    }
}
