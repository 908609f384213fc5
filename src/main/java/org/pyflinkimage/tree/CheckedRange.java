package org.pyflinkimage.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

/** A stream over a range of a file that gives its last byte only where all of them have the sum that is expected. */
final class CheckedRange extends InputStream {

    private final Content.Stored range;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.newDigest();
    private final long end;
    private long position;

    /** @throws DamagedFile where the file is gone */
    CheckedRange(Content.Stored range) throws IOException {
        this.range = range;
        this.channel = open(range.file());
        this.position = range.offset();
        this.end = range.offset() + range.size();
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new DamagedFile(file, DamagedFile.GONE);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, end - position);
        if (wanted <= 0) {
            return -1;
        }
        int count = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
        if (count < 0) {
            throw new DamagedFile(range.file(), "it ends after %s bytes".formatted(channel.size()));
        }
        digest.update(bytes, offset, count);
        position += count;
        if (position == end) {
            requireSum();
        }
        return count;
    }

    private void requireSum() {
        Sha256 found = Sha256.finish(digest);
        if (!found.hex().equals(range.identity())) {
            throw DamagedFile.bySum(range.file(), new Sha256(range.identity()), found);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
