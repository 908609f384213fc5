package org.pyflinkimage.layer;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.pyflinkimage.value.Sha256;

/** Counts and sums up what is written through it. */
final class CountedOutput extends FilterOutputStream {

    private final MessageDigest digest = Sha256.newDigest();
    private long written;

    CountedOutput(OutputStream out) {
        super(out);
    }

    /** The bytes written so far. */
    long written() {
        return written;
    }

    /** The sum of all that was written; nothing may be written after it. */
    Sha256 sum() {
        return Sha256.finish(digest);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        written += length;
    }
}
