package org.pyflinkimage.inspect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A tar, or the files in one, that ends the work where more of it is read than is allowed, altogether or at one go. */
final class BoundedStream extends FilterInputStream {

    /** Takes what was read from what is allowed. */
    @FunctionalInterface
    interface Taking {
        void take(long bytes) throws RefusedImage;
    }

    private final Taking allowed;
    private final ReadRation ration = new ReadRation();

    BoundedStream(InputStream in, Taking allowed) {
        super(in);
        this.allowed = allowed;
    }

    /** So much may be read from here on. */
    void allow(long bytes) {
        ration.allow(bytes);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            allowed.take(read);
            ration.take(read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        // Skipped bytes count too.
        byte[] passed = new byte[(int) Math.min(Math.max(bytes, 0), 1 << 16)];
        return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
