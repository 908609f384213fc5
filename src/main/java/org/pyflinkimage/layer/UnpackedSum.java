package org.pyflinkimage.layer;

import java.security.MessageDigest;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.system.WorkQueue;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

/**
 * The sum of a tar while its gzipped form is written, computed by a thread of its own: carried deflate streams are inflated here,
 * and checked against the size and sum that the package's index promises.
 */
final class UnpackedSum implements AutoCloseable {

    private static final int WAITING_PIECES = 32;

    /** What the thread receives, in the order of the tar. */
    private sealed interface Piece {}

    /** Bytes of the tar. */
    @SuppressWarnings("ArrayRecordComponent") // handed from thread to thread, never compared
    private record Plain(byte[] bytes) implements Piece {}

    /** From here on {@link Deflated} pieces of this content come. */
    private record Begin(Content.Deflated content, String name) implements Piece {}

    /** Bytes of the deflate stream that has begun. */
    @SuppressWarnings("ArrayRecordComponent") // handed from thread to thread, never compared
    private record Deflated(byte[] bytes) implements Piece {}

    /** The deflate stream that has begun ends. */
    private record End() implements Piece {}

    private final MessageDigest digest = Sha256.newDigest();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private long size;
    private long streamSize;
    private @Nullable Begin stream;
    private final WorkQueue<Piece> pieces = new WorkQueue<>("layer-sum", WAITING_PIECES, this::add);

    /** Adds bytes of the tar; they are not copied. */
    void plain(byte[] bytes) {
        pieces.put(new Plain(bytes));
    }

    /** A deflate stream of the tar begins; the name is for people. */
    void begin(Content.Deflated content, String name) {
        pieces.put(new Begin(content, name));
    }

    /** Adds bytes of the deflate stream; they are not copied. */
    void deflated(byte[] bytes) {
        pieces.put(new Deflated(bytes));
    }

    /** The deflate stream has ended. */
    void endStream() {
        pieces.put(new End());
    }

    /**
     * The sum, when all has been added; waits for it.
     *
     * @throws DamagedFile where a stream is not what its index promises
     */
    Sha256 finish() {
        pieces.finish();
        return Sha256.finish(digest);
    }

    /** The number of bytes that were summed up, after {@link #finish}. */
    long size() {
        return size;
    }

    /** Ends the computation; what was added so far is forgotten. */
    @Override
    public void close() {
        pieces.close();
        inflater.end();
    }

    private void add(Piece piece) {
        if (piece instanceof Plain plain) {
            digest.update(plain.bytes());
            size += plain.bytes().length;
        } else if (piece instanceof Begin begin) {
            stream = begin;
            streamSize = 0;
            inflater.reset();
            crc.reset();
        } else if (piece instanceof Deflated deflated) {
            inflate(deflated.bytes());
        } else if (!endsAsPromised()) {
            throw damaged();
        }
    }

    private void inflate(byte[] bytes) {
        inflater.setInput(bytes);
        try {
            for (int count = inflater.inflate(buffer); count > 0; count = inflater.inflate(buffer)) {
                digest.update(buffer, 0, count);
                crc.update(buffer, 0, count);
                streamSize += count;
                requireNotLonger();
            }
        } catch (DataFormatException e) {
            throw damaged();
        }
        if (inflater.getRemaining() > 0 || inflater.needsDictionary()) {
            throw damaged();
        }
    }

    private void requireNotLonger() {
        if (stream == null || streamSize > stream.content().size()) {
            throw damaged();
        }
    }

    private boolean endsAsPromised() {
        size += streamSize;
        return stream != null
                && inflater.finished()
                && streamSize == stream.content().size()
                && (int) crc.getValue() == stream.content().crc32();
    }

    private DamagedFile damaged() {
        Begin begun = Objects.requireNonNull(stream, "no stream has begun");
        return DamagedContent.of(begun.name(), begun.content());
    }
}
