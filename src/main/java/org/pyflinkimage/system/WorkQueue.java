package org.pyflinkimage.system;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pieces of work that one thread of its own does in the order in which they are put, while who puts them goes on. */
public final class WorkQueue<T> implements AutoCloseable {

    private final BlockingQueue<Optional<T>> pieces;
    private final Consumer<T> work;
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean ended;

    /**
     * A queue, with a thread of that name.
     *
     * @param waiting how many pieces wait at most
     * @param work is done by that thread alone
     */
    public WorkQueue(String name, int waiting, Consumer<T> work) {
        this.pieces = new ArrayBlockingQueue<>(waiting);
        this.work = work;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Adds a piece, and waits for room where too many wait.
     *
     * @throws RuntimeException what an earlier piece failed with; {@code PYF-521} where this thread is interrupted
     */
    public void put(T piece) {
        throwFailure();
        enqueue(Optional.of(piece));
    }

    /** Waits until all pieces are done; throws what {@link #put} would. No more can be put afterwards. */
    public void finish() {
        if (!ended) {
            enqueue(Optional.empty());
            Interruption.await(() -> {
                thread.join();
                return thread;
            });
            ended = true;
        }
        throwFailure();
    }

    /** Ends the thread when it has done the piece that it works on; those that wait are forgotten. */
    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // A piece takes no time worth mentioning.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void enqueue(Optional<T> piece) {
        Interruption.await(() -> {
            pieces.put(piece);
            return piece;
        });
    }

    private void throwFailure() {
        RuntimeException known = failure;
        if (known != null) {
            throw known;
        }
    }

    private void run() {
        try {
            // Asked anew after each piece, which may have taken the interruption for its own.
            while (!ended) {
                Optional<T> piece = pieces.take();
                if (piece.isEmpty()) {
                    return;
                }
                // After a failure the pieces are only taken away, so that nobody waits for room in vain.
                if (failure == null) {
                    doSafely(piece.get());
                }
            }
        } catch (InterruptedException e) {
            return; // Closed: nothing more will come.
        }
    }

    private void doSafely(T piece) {
        try {
            work.accept(piece);
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            // Without this the thread would end, and who puts pieces wait for room for ever.
            failure = new IllegalStateException("`%s` failed".formatted(thread.getName()), e);
        }
    }
}
