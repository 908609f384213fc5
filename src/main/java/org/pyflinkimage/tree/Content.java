package org.pyflinkimage.tree;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

/** The bytes of a regular file, wherever they wait: in memory, in a range of a file, or deflated in an archive. */
public sealed interface Content {

    /** The number of bytes. */
    long size();

    /** A text that differs wherever the bytes differ, known without reading them; layers are cached by it. */
    String identity();

    /**
     * The bytes, to be closed by the caller.
     *
     * @throws org.pyflinkimage.value.DamagedFile from the stream, at its last byte at the latest, where they are others than they were
     */
    InputStream open() throws IOException;

    /** All bytes, of what is as small as a text. */
    default byte[] bytes() {
        try (InputStream stream = open()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
     * Bytes in a layer of the image that another is built upon, which are there already and not packed.
     *
     * @param identity differs wherever the bytes may
     * @param opening asked where somebody looks into the file, as is done with few
     */
    record Below(long size, String identity, Opening opening) implements Content {

        /** Takes bytes out of a layer. */
        @FunctionalInterface
        public interface Opening {

            /** The bytes, to be closed by the caller. */
            InputStream open() throws IOException;

            /**
             * Writes files of one base, this one among them: what is unpacked for one has the others in it.
             *
             * @param targets do not exist yet
             */
            default void copy(Map<Opening, Path> targets) throws IOException {
                for (Map.Entry<Opening, Path> target : targets.entrySet()) {
                    try (InputStream bytes = target.getKey().open()) {
                        Files.copy(bytes, target.getValue());
                    }
                }
            }
        }

        /** Of a file that nobody looks into. */
        public Below(long size, String identity) {
            this(size, identity, () -> {
                throw new IOException("not read of the base: " + identity);
            });
        }

        @Override
        public InputStream open() throws IOException {
            return opening.open();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Below below && below.size == size && below.identity.equals(identity);
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
     * @param identity the SHA-256 in hex
     */
    record Stored(Path file, long offset, long size, String identity) implements Content {
        @Override
        public InputStream open() throws IOException {
            return new CheckedRange(this);
        }

        /** Some of the bytes, which nothing is checked by; fewer where the range, or the file, ends. */
        public byte[] sample(long start, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(length, size - start)));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (bytes.hasRemaining() && channel.read(bytes, offset + start + bytes.position()) >= 0) {}
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    /**
     * A raw deflate stream in a range of a file, which can be carried into a layer without inflating it.
     *
     * @param stream with the sum of the deflated bytes: many streams inflate to the same
     * @param size the number of bytes it inflates to
     * @param crc32 of the inflated bytes
     * @param identity the SHA-256 of the inflated bytes in hex
     */
    record Deflated(Stored stream, long size, int crc32, String identity) implements Content {
        @Override
        public InputStream open() throws IOException {
            Inflater inflater = new Inflater(true);
            return new InflaterInputStream(openDeflated(), inflater, 1 << 14) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = inflate(bytes, offset, length);
                    if (count < 0) {
                        // A damaged stream may end before its range does.
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                    return count;
                }

                private int inflate(byte[] bytes, int offset, int length) throws IOException {
                    try {
                        return super.read(bytes, offset, length);
                    } catch (EOFException | ZipException e) {
                        throw DamagedFile.by(stream.file(), e);
                    }
                }

                @Override
                public void close() throws IOException {
                    super.close();
                    inflater.end();
                }
            };
        }

        /** The deflate stream itself, to be closed by the caller and checked as {@link #open}'s is. */
        public InputStream openDeflated() throws IOException {
            return stream.open();
        }
    }
}
