package org.pyflinkimage.tree;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A tar of which no more is read for one entry's head than a head may have: names of any length may stand before it, and are held in
 * memory by whoever reads them. Nor is more read of it altogether than is allowed, what follows its end included.
 */
public final class BoundedHeads extends FilterInputStream {

    /** Linux takes no path of more than 4096 bytes. */
    public static final long LONGEST_HEAD = 1 << 20;

    private static final long EACH_EXTRA = 1 << 10;

    private final long atMost;
    private long all;
    private long left = Long.MAX_VALUE;

    /** @param atMost bytes of all of it */
    public BoundedHeads(InputStream tar, long atMost) {
        super(tar);
        this.atMost = atMost;
    }

    /** Reads the head of the entry that comes next; null where none does. */
    @FunctionalInterface
    public interface HeadReader<E> {
        @Nullable
        E read() throws IOException;
    }

    /**
     * The next entry, whose head is no longer than a head may be.
     *
     * @param unread what may be left of the entry before it, in bytes
     * @param extras an entry's extended headers, those too that hold for all entries from one before it on: they gather, and many small
     *     ones cost as much as few large ones
     */
    public <E> @Nullable E next(long unread, HeadReader<E> reader, Function<E, Map<String, String>> extras)
            throws IOException {
        left = unread + LONGEST_HEAD;
        E entry = reader.read();
        left = Long.MAX_VALUE;
        if (entry != null) {
            requireFew(extras.apply(entry));
        }
        return entry;
    }

    private static void requireFew(Map<String, String> extras) throws IOException {
        long length = 0;
        for (Map.Entry<String, String> header : extras.entrySet()) {
            length += EACH_EXTRA + header.getKey().length() + header.getValue().length();
        }
        if (length > LONGEST_HEAD) {
            throw new IOException("one of its entries has more extended headers than any file needs");
        }
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws IOException {
        all += Math.max(0, bytes);
        if (all > atMost) {
            throw new IOException("it unpacks to more than %s bytes".formatted(atMost));
        }
        if (left == Long.MAX_VALUE) {
            return;
        }
        left -= Math.max(0, bytes);
        if (left < 0) {
            throw new IOException("the head of one of its entries has more than %s bytes".formatted(LONGEST_HEAD));
        }
    }
}
