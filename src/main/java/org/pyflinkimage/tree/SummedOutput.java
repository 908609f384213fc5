package org.pyflinkimage.tree;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.pyflinkimage.value.Sha256;

/** Counts and sums up what is written through it, so that offsets and sums of parts are known. */
public final class SummedOutput extends FilterOutputStream {

    private MessageDigest digest = Sha256.newDigest();
    private long written;

    public SummedOutput(OutputStream out) {
        super(out);
    }

    /** Begins a part, here: its offset in bytes. */
    public long begin() {
        digest = Sha256.newDigest();
        return written;
    }

    /** The bytes written so far, all parts together. */
    public long written() {
        return written;
    }

    /** The sum of the part, or of all where none was begun; after it a part has to be begun before more is written. */
    public Sha256 sum() {
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
