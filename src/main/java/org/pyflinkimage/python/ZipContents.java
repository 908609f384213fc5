package org.pyflinkimage.python;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.Sha256;

/** Reads and sums the entries of a zip archive, making sure that each is exactly what the archive's directory says. */
final class ZipContents {

    private static final int BUFFER = 1 << 16;
    private static final long TEXT_AT_MOST = 64 << 20;

    /**
     * A summed entry.
     *
     * @param content where it lies in the archive
     * @param otherSum by the other algorithm that was asked for; empty where none was
     */
    record Summed(Content content, Optional<byte[]> otherSum) {}

    /** Takes the bytes of an entry. */
    @FunctionalInterface
    private interface Sink {
        void accept(byte[] bytes, int length) throws IOException;
    }

    private final Path file;
    private final FileChannel channel;

    ZipContents(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Reads an entry to its end and sums it.
     *
     * @param algorithm {@code sha256}, {@code sha384} or {@code sha512}; others are not computed
     * @throws IOException where size, CRC or deflate stream are not as stated
     */
    Summed sum(ZipArchiveEntry entry, String algorithm) throws IOException {
        MessageDigest sha256 = Sha256.newDigest();
        Optional<MessageDigest> other = otherDigest(algorithm);
        Sha256 raw = read(entry, (bytes, length) -> {
            sha256.update(bytes, 0, length);
            other.ifPresent(digest -> digest.update(bytes, 0, length));
        });
        return new Summed(content(entry, raw, Sha256.finish(sha256)), other.map(MessageDigest::digest));
    }

    /** An entry's UTF-8 text. */
    String text(ZipArchiveEntry entry) throws IOException {
        if (entry.getSize() > TEXT_AT_MOST) {
            throw new IOException(entry.getName() + " is too large");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        read(entry, (bytes, length) -> out.write(bytes, 0, length));
        return out.toString(StandardCharsets.UTF_8);
    }

    private Content content(ZipArchiveEntry entry, Sha256 raw, Sha256 sum) {
        Content.Stored range = new Content.Stored(file, entry.getDataOffset(), entry.getCompressedSize(), raw.hex());
        return entry.getMethod() == ZipEntry.STORED
                ? range
                : new Content.Deflated(range, entry.getSize(), (int) entry.getCrc(), sum.hex());
    }

    /** Gives the sum of the bytes as they lie in the archive. */
    private Sha256 read(ZipArchiveEntry entry, Sink sink) throws IOException {
        MessageDigest raw = Sha256.newDigest();
        CRC32 crc = new CRC32();
        long[] size = new long[1];
        Sink checking = (bytes, length) -> {
            size[0] += length;
            requireSize(entry, size[0] <= entry.getSize());
            crc.update(bytes, 0, length);
            sink.accept(bytes, length);
        };
        if (entry.getMethod() == ZipEntry.STORED) {
            readRange(entry, raw, checking);
        } else {
            inflate(entry, raw, checking);
        }
        requireSize(entry, size[0] == entry.getSize());
        if (crc.getValue() != entry.getCrc()) {
            throw new IOException(entry.getName() + " has another CRC than its archive says");
        }
        return Sha256.finish(raw);
    }

    private void readRange(ZipArchiveEntry entry, MessageDigest raw, Sink sink) throws IOException {
        byte[] bytes = new byte[BUFFER];
        long position = entry.getDataOffset();
        long end = position + entry.getCompressedSize();
        while (position < end) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, (int) Math.min(BUFFER, end - position));
            int count = channel.read(buffer, position);
            if (count < 0) {
                throw new IOException(entry.getName() + " ends early");
            }
            raw.update(bytes, 0, count);
            sink.accept(bytes, count);
            position += count;
        }
    }

    /** The stream has to end exactly where the entry does: it will be carried into a layer as it is. */
    private void inflate(ZipArchiveEntry entry, MessageDigest raw, Sink sink) throws IOException {
        Inflater inflater = new Inflater(true);
        byte[] inflated = new byte[BUFFER];
        try {
            readRange(entry, raw, (bytes, length) -> {
                inflater.setInput(bytes, 0, length);
                inflateAvailable(inflater, inflated, sink);
            });
            if (!inflater.finished() || inflater.getBytesRead() != entry.getCompressedSize()) {
                throw new IOException(entry.getName() + " does not end where its archive says");
            }
        } finally {
            inflater.end();
        }
    }

    private static void inflateAvailable(Inflater inflater, byte[] inflated, Sink sink) throws IOException {
        try {
            int count = inflater.inflate(inflated);
            while (count > 0) {
                sink.accept(inflated, count);
                count = inflater.inflate(inflated);
            }
        } catch (DataFormatException e) {
            throw new IOException("a deflate stream is broken: " + e.getMessage(), e);
        }
    }

    private static void requireSize(ZipArchiveEntry entry, boolean agrees) throws IOException {
        if (!agrees) {
            throw new IOException(entry.getName() + " has another size than its archive says");
        }
    }

    private static Optional<MessageDigest> otherDigest(String algorithm) {
        try {
            return switch (algorithm) {
                case "sha384" -> Optional.of(MessageDigest.getInstance("SHA-384"));
                case "sha512" -> Optional.of(MessageDigest.getInstance("SHA-512"));
                default -> Optional.empty();
            };
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
