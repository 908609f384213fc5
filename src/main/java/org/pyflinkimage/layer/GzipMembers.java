package org.pyflinkimage.layer;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.JZlib;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.pyflinkimage.tree.RawDeflate;

/**
 * Writes a gzip file of several members: what is compressed already is carried over or stored, the rest is deflated here.
 *
 * <p>A gzip file may be several members one after the other, and unpacks to all their contents together (RFC 1952, 2.2). What is
 * given to {@link #write} gathers in one member until something is carried or stored.
 */
final class GzipMembers {

    /** No time, no name, no system: nothing that could differ. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** A last deflate block without content: 1 bit "last", 2 bits "fixed codes", 7 bits "end of block". */
    private static final byte[] LAST_BLOCK = {3, 0};

    private static final int STORED_BLOCK = 0xffff;
    private static final int COPIED_AT_ONCE = 1 << 16;

    private final OutputStream out;
    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[1 << 15];
    private final byte[] output = new byte[1 << 15];
    private int gathered;
    private long size;
    private boolean headerWritten;

    GzipMembers(OutputStream out) throws GZIPException {
        this.out = out;
        this.deflater = RawDeflate.deflater();
    }

    /** Adds bytes to the member that is gathered. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        size += length;
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, input.length - gathered);
            System.arraycopy(bytes, offset + done, input, gathered, count);
            gathered += count;
            done += count;
            if (gathered == input.length) {
                deflate(JZlib.Z_NO_FLUSH);
            }
        }
    }

    /** Adds a raw deflate stream as a member of its own; the stream is not closed, and nothing in it is checked. */
    void carry(InputStream deflated, long inflatedSize, int crc32) throws IOException {
        endMember();
        out.write(HEADER);
        byte[] buffer = new byte[COPIED_AT_ONCE];
        for (int count = deflated.read(buffer); count >= 0; count = deflated.read(buffer)) {
            out.write(buffer, 0, count);
        }
        writeTrailer(crc32, inflatedSize);
    }

    /** Adds bytes as they are, in a member of their own; the stream is not closed. */
    void store(InputStream bytes, long length) throws IOException {
        endMember();
        out.write(HEADER);
        CRC32 sum = new CRC32();
        for (long left = length; left > 0; ) {
            byte[] block = bytes.readNBytes((int) Math.min(left, STORED_BLOCK));
            left -= block.length;
            writeStoredBlock(block, left == 0);
            sum.update(block);
        }
        writeTrailer((int) sum.getValue(), length);
    }

    /** Ends the last member; the stream below stays open. */
    void finish() throws IOException {
        endMember();
        deflater.end();
        out.flush();
    }

    private void writeStoredBlock(byte[] block, boolean last) throws IOException {
        if (block.length == 0) {
            throw new IOException("content ends before its size is reached");
        }
        short length = (short) block.length;
        out.write(littleEndian(5)
                .put((byte) (last ? 1 : 0))
                .putShort(length)
                .putShort((short) ~length)
                .array());
        out.write(block);
    }

    private void endMember() throws IOException {
        if (size == 0) {
            return;
        }
        // A full flush ends at a byte's edge and forgets what was before: the deflater serves the next member as new.
        deflate(JZlib.Z_FULL_FLUSH);
        out.write(LAST_BLOCK);
        writeTrailer((int) crc.getValue(), size);
        crc.reset();
        size = 0;
        headerWritten = false;
    }

    private void deflate(int flush) throws IOException {
        if (!headerWritten) {
            out.write(HEADER);
            headerWritten = true;
        }
        deflater.setInput(input, 0, gathered, false);
        gathered = 0;
        do {
            deflater.setOutput(output);
            int result = deflater.deflate(flush);
            if (result != JZlib.Z_OK && result != JZlib.Z_BUF_ERROR) {
                throw new IOException("cannot deflate: " + deflater.getMessage());
            }
            out.write(output, 0, output.length - deflater.avail_out);
        } while (deflater.avail_out == 0);
    }

    private void writeTrailer(int crc32, long inflatedSize) throws IOException {
        // The size is kept modulo 2^32 (RFC 1952, 2.3.1).
        out.write(littleEndian(8).putInt(crc32).putInt((int) inflatedSize).array());
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
