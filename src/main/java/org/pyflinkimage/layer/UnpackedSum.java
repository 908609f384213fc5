package org.pyflinkimage.layer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.PyFlinkException;
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

    /** A deflate stream, or everything, has ended. */
    private enum End implements Piece {
        STREAM,
        ALL
    }

    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(WAITING_PIECES);
    private final Thread thread = new Thread(this::run, "layer-sum");
    private final MessageDigest digest = Sha256.newDigest();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private long size;
    private long streamSize;
    private @Nullable Begin stream;
    private volatile @Nullable RuntimeException failure;
    private boolean ended;

    UnpackedSum() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds bytes of the tar; they are not copied. */
    void plain(byte[] bytes) throws IOException {
        put(new Plain(bytes));
    }

    /** A deflate stream of the tar begins; the name is for people. */
    void begin(Content.Deflated content, String name) throws IOException {
        put(new Begin(content, name));
    }

    /** Adds bytes of the deflate stream; they are not copied. */
    void deflated(byte[] bytes) throws IOException {
        put(new Deflated(bytes));
    }

    /** The deflate stream has ended. */
    void endStream() throws IOException {
        put(End.STREAM);
    }

    /**
     * The sum, when all has been added; waits for it.
     *
     * @throws PyFlinkException {@code PYF-801} where a stream is not what its index promises
     */
    Sha256 finish() throws IOException {
        close();
        throwFailure();
        return Sha256.finish(digest);
    }

    /** The number of bytes that were summed up, after {@link #finish}. */
    long size() {
        return size;
    }

    /** Ends the thread; what was added so far is forgotten. */
    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            enqueue(End.ALL);
            join();
        }
    }

    private void put(Piece piece) throws IOException {
        throwFailure();
        enqueue(piece);
    }

    private void enqueue(Piece piece) throws IOException {
        try {
            pieces.put(piece);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void join() throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The thread is let go too: nothing more will come to it. */
    private IOException interrupted(InterruptedException cause) {
        ended = true;
        thread.interrupt();
        Thread.currentThread().interrupt();
        InterruptedIOException exception = new InterruptedIOException("interrupted while a layer was written");
        exception.initCause(cause);
        return exception;
    }

    private void throwFailure() {
        RuntimeException known = failure;
        if (known != null) {
            throw known;
        }
    }

    private void run() {
        try {
            for (Piece piece = pieces.take(); piece != End.ALL; piece = pieces.take()) {
                // After a failure the pieces are only taken away, so that the writer never waits for room in vain.
                if (failure == null) {
                    addSafely(piece);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inflater.end();
        }
    }

    private void addSafely(Piece piece) {
        try {
            add(piece);
        } catch (RuntimeException e) {
            failure = e;
        } catch (OutOfMemoryError e) {
            // Without this the thread would end, and the writer wait for room in the queue for ever.
            failure = new IllegalStateException("out of memory while a layer was summed", e);
        }
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

    private PyFlinkException damaged() {
        Begin begun = Objects.requireNonNull(stream, "no stream has begun");
        return DamagedContent.problem(begun.name(), begun.content()).toException();
    }
}
