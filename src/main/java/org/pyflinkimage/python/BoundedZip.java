package org.pyflinkimage.python;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip archive of whose directory no more is read than one may have: all of it is held in memory by whoever opens the archive, and
 * takes ten times the room there.
 */
final class BoundedZip implements SeekableByteChannel {

    /** Bytes of an entry in the directory, and of its own head, on the average: those with long names have two hundred. */
    private static final long EACH = 256;

    private static final String TOO_LARGE = "its directory is larger than that of any package";

    private final SeekableByteChannel file;
    private long left;

    private BoundedZip(SeekableByteChannel file, long atMost) {
        this.file = file;
        this.left = atMost;
    }

    /**
     * Opens one.
     *
     * @param entries how many of a usual size it may have
     * @throws IOException where its directory is larger, too
     */
    static ZipFile open(Path zip, int entries) throws IOException {
        SeekableByteChannel file = Files.newByteChannel(zip);
        BoundedZip bounded = new BoundedZip(file, entries * EACH);
        boolean open = false;
        try {
            ZipFile opened = ZipFile.builder().setSeekableByteChannel(bounded).get();
            // What is read from now on are files.
            bounded.left = Long.MAX_VALUE;
            open = true;
            return opened;
        } catch (IOException e) {
            // Names the class of what it reads.
            String message = String.valueOf(e.getMessage()).replace(BoundedZip.class.getSimpleName(), zip.toString());
            throw new IOException(bounded.left < 0 ? TOO_LARGE : message, e);
        } finally {
            if (!open) {
                file.close();
            }
        }
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int count = file.read(buffer);
        left -= Math.max(0, count);
        if (left < 0) {
            throw new IOException(TOO_LARGE);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer buffer) throws IOException {
        return file.write(buffer);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
