package org.pyflinkimage.jar;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that keeps its end: there a jar says how many entries it has. A reader that goes from entry to entry takes one that was cut
 * between two of them for a whole one.
 */
final class JarEnd extends FilterInputStream {

    private static final int RECORD = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int COUNT_AT = 10;
    private static final int COMMENT_AT = 20;

    /** The last bytes, round and round. */
    private final byte[] last = new byte[RECORD + LONGEST_COMMENT];

    private long read;

    JarEnd(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        for (int done = Math.max(0, count - last.length); done < count; ) {
            int at = (int) ((read + done) % last.length);
            int part = Math.min(count - done, last.length - at);
            System.arraycopy(bytes, offset + done, last, at, part);
            done += part;
        }
        read += Math.max(0, count);
        return count;
    }

    /** Whether what was read ends as a jar of so many entries does. */
    boolean says(int entries) {
        for (int comment = 0; comment <= LONGEST_COMMENT && comment + RECORD <= read; comment++) {
            long start = read - RECORD - comment;
            if (isRecord(start) && number(start + COMMENT_AT) == comment) {
                return number(start + COUNT_AT) == (entries & 0xFFFF) || number(start + COUNT_AT) == 0xFFFF;
            }
        }
        return false;
    }

    private boolean isRecord(long start) {
        return at(start) == 'P' && at(start + 1) == 'K' && at(start + 2) == 5 && at(start + 3) == 6;
    }

    private int number(long place) {
        return at(place) | (at(place + 1) << 8);
    }

    private int at(long place) {
        return last[(int) (place % last.length)] & 0xFF;
    }
}
