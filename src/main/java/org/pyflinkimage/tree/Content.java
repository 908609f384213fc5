package org.pyflinkimage.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.Sha256;

/** The bytes of a regular file, wherever they wait: in memory, in a range of a file, or deflated in an archive. */
public sealed interface Content {

    /** The number of bytes. */
    long size();

    /** A text that differs wherever the bytes differ, known without reading them; layers are cached by it. */
    String identity();

    /** The bytes, to be closed by the caller. Checks no sum: whoever carries them on does. */
    InputStream open() throws IOException;

    /** The UTF-8 bytes of a text. */
    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** These bytes, not copied: the caller leaves them alone. */
    static Content of(byte[] bytes) {
        return new InMemory(bytes, Sha256.of(bytes).hex());
    }

    /** A whole file of the build machine with this size and sum. */
    static Content of(Path file, long size, Sha256 sum) {
        return new Stored(file, 0, size, sum.hex());
    }

    /**
     * Bytes in memory.
     *
     * @param bytes not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by identity text, never by the array
    record InMemory(byte[] bytes, String identity) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof InMemory memory && memory.identity.equals(identity);
        }

        @Override
        public int hashCode() {
            return identity.hashCode();
        }
    }

    /**
     * A range of a file, as it is.
     *
     * @param offset of the first byte
     */
    record Stored(Path file, long offset, long size, String identity) implements Content {
        @Override
        public InputStream open() throws IOException {
            return new FileRange(FileChannel.open(file, StandardOpenOption.READ), offset, size);
        }
    }

    /**
     * A raw deflate stream in a range of a file, which can be carried into a layer without inflating it.
     *
     * @param offset of the stream's first byte
     * @param deflatedSize the stream's length in bytes
     * @param size the number of bytes it inflates to
     * @param crc32 of the inflated bytes
     */
    record Deflated(Path file, long offset, long deflatedSize, long size, int crc32, String identity)
            implements Content {
        @Override
        public InputStream open() throws IOException {
            Inflater inflater = new Inflater(true);
            InputStream raw = new FileRange(FileChannel.open(file, StandardOpenOption.READ), offset, deflatedSize);
            return new InflaterInputStream(raw, inflater, 1 << 14) {
                @Override
                public void close() throws IOException {
                    super.close();
                    inflater.end();
                }
            };
        }

        /** The deflate stream itself, to be closed by the caller. */
        public InputStream openDeflated() throws IOException {
            return new FileRange(FileChannel.open(file, StandardOpenOption.READ), offset, deflatedSize);
        }
    }

    /** A stream over a range of a file. */
    final class FileRange extends InputStream {
        private final FileChannel channel;
        private long position;
        private final long end;

        private FileRange(FileChannel channel, long offset, long size) {
            this.channel = channel;
            this.position = offset;
            this.end = offset + size;
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
                throw new IOException("file ends before its range does");
            }
            position += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
