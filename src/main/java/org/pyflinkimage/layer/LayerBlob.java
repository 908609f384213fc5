package org.pyflinkimage.layer;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.SummedOutput;

/** Writes a layer: tar headers and contents, gzipped, with both sums taken on the way. */
final class LayerBlob implements LayerEntries {

    /**
     * A deflate stream of a smaller content is inflated and deflated again together with its neighbours: that is smaller, because a
     * member of its own costs 18 bytes and knows nothing of what came before, and quicker to read.
     */
    private static final int CARRIED_FROM = 8192;

    private final GzipMembers members;
    private final UnpackedSum unpacked;

    private LayerBlob(SummedOutput out, UnpackedSum unpacked) throws IOException {
        this.members = new GzipMembers(new BufferedOutputStream(out, 1 << 16));
        this.unpacked = unpacked;
    }

    /**
     * Writes a layer.
     *
     * @param entries as {@link TarOrder} has them
     * @param stream stays open
     */
    static LayerSums write(List<FileTree.Entry> entries, OutputStream stream) throws IOException {
        SummedOutput out = new SummedOutput(stream);
        try (UnpackedSum unpacked = new UnpackedSum()) {
            LayerBlob blob = new LayerBlob(out, unpacked);
            blob.writeAll(entries);
            blob.members.finish();
            return new LayerSums(out.sum(), unpacked.finish(), out.written(), unpacked.size());
        }
    }

    /**
     * Writes a layer that is a plain tar.
     *
     * @param stream stays open
     */
    static LayerSums write(Layer plain, OutputStream stream) throws IOException {
        SummedOutput out = new SummedOutput(stream);
        try (UnpackedSum unpacked = new UnpackedSum()) {
            LayerBlob blob = new LayerBlob(out, unpacked);
            plain.copyTo(new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    blob.write(new byte[] {(byte) value});
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    blob.write(Arrays.copyOfRange(bytes, offset, offset + length));
                }
            });
            blob.members.finish();
            return new LayerSums(out.sum(), unpacked.finish(), out.written(), unpacked.size());
        }
    }

    @Override
    public void write(String name, Content content) throws IOException {
        if (content instanceof Content.Deflated deflated) {
            if (content.size() < CARRIED_FROM) {
                write(inflate(name, deflated));
            } else {
                carry(name, deflated);
            }
        } else if (Compressible.is(content)) {
            deflate(name, content);
        } else {
            store(content);
        }
    }

    /** Bytes that are deflated here. */
    @Override
    public void write(byte[] bytes) throws IOException {
        members.write(bytes, 0, bytes.length);
        unpacked.plain(bytes);
    }

    private void deflate(String name, Content content) throws IOException {
        long left = content.size();
        try (InputStream bytes = content.open()) {
            for (byte[] part = bytes.readNBytes(1 << 16); part.length > 0; part = bytes.readNBytes(1 << 16)) {
                left -= part.length;
                write(part);
            }
        }
        if (left != 0) {
            throw new IOException("not %s bytes, as promised: /%s".formatted(content.size(), name));
        }
    }

    private void carry(String name, Content.Deflated content) throws IOException {
        unpacked.begin(content, name);
        try (InputStream stream = new Tee(content.openDeflated(), unpacked::deflated)) {
            members.carry(stream, content.size(), content.crc32());
        }
        unpacked.endStream();
    }

    private void store(Content content) throws IOException {
        try (InputStream stream = new Tee(content.open(), unpacked::plain)) {
            members.store(stream, content.size());
        }
    }

    private static byte[] inflate(String name, Content.Deflated content) throws IOException {
        CRC32 crc = new CRC32();
        byte[] bytes;
        try (InputStream stream = content.open()) {
            bytes = stream.readNBytes(CARRIED_FROM);
        }
        crc.update(bytes);
        if (bytes.length != content.size() || (int) crc.getValue() != content.crc32()) {
            throw DamagedContent.of(name, content);
        }
        return bytes;
    }

    /** Takes bytes. */
    @FunctionalInterface
    private interface Taker {
        void take(byte[] bytes) throws IOException;
    }

    /** Shows everything that is read, block by block, to somebody else too. */
    private static final class Tee extends FilterInputStream {
        private final Taker taker;

        private Tee(InputStream in, Taker taker) {
            super(in);
            this.taker = taker;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in blocks");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                taker.take(Arrays.copyOfRange(bytes, offset, offset + count));
            }
            return count;
        }
    }
}
