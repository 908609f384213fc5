package org.pyflinkimage.layer;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.SummedOutput;

/**
 * Writes a layer as one zstd frame, by one thread, with a sum of its contents: one version of the library makes the same bytes of a tar on every
 * machine.
 */
final class ZstdBlob implements LayerEntries {

    /** Of an image of 1064 MB 517 MB are left, in twice the time of level 3, which leaves 534. Readers need a window of 2 MB. */
    private static final int LEVEL = 6;

    private final OutputStream tar;

    private ZstdBlob(OutputStream tar) {
        this.tar = tar;
    }

    /** Why the library, which is native code, does not run here; empty where it does. */
    static Optional<String> obstacle() {
        try {
            Native.load();
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes a layer.
     *
     * @param entries as {@link TarOrder} has them
     * @param stream stays open
     */
    static LayerSums write(List<FileTree.Entry> entries, OutputStream stream) throws IOException {
        SummedOutput out = new SummedOutput(new BufferedOutputStream(new Open(stream), 1 << 16));
        SummedOutput tar = new SummedOutput(compressing(out));
        try (tar) {
            new ZstdBlob(tar).writeAll(entries);
        }
        return new LayerSums(out.sum(), tar.sum(), out.written(), tar.written());
    }

    private static OutputStream compressing(OutputStream out) throws IOException {
        ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out, LEVEL);
        zstd.setChecksum(true);
        return new BufferedOutputStream(zstd, 1 << 17);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        tar.write(bytes);
    }

    @Override
    public void write(String name, Content content) throws IOException {
        CRC32 sum = new CRC32();
        long size;
        try (InputStream bytes = new CheckedInputStream(content.open(), sum)) {
            size = bytes.transferTo(tar);
        }
        if (content instanceof Content.Deflated deflated
                && (size != deflated.size() || (int) sum.getValue() != deflated.crc32())) {
            throw DamagedContent.of(name, deflated);
        }
        if (size != content.size()) {
            throw new IOException("not %s bytes, as promised: /%s".formatted(content.size(), name));
        }
    }

    /** Leaves the stream below open when its own end comes. */
    private static final class Open extends FilterOutputStream {

        private Open(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
