package org.pyflinkimage.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Work whose pieces come while it is under way, from one thread or several; of those that wait, the heaviest is begun next.
 *
 * <p>What failure and interruption mean is what they mean to {@link ParallelWork}: one failing piece keeps none from being done.
 */
public final class ArrivingWork<P, T> implements AutoCloseable {

    private final ToLongFunction<? super P> weight;
    private final Function<? super P, ? extends T> work;
    private final ThreadPoolExecutor threads;
    private final Map<P, Piece> pieces = new HashMap<>();

    /**
     * Work that is done by threads of that name.
     *
     * @param atOnce how many pieces are done at a time
     * @param weight grows with the time that a piece takes
     */
    public ArrivingWork(
            String name, int atOnce, ToLongFunction<? super P> weight, Function<? super P, ? extends T> work) {
        this.weight = weight;
        this.work = work;
        this.threads = new ThreadPoolExecutor(
                atOnce, atOnce, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), ParallelWork.threads(name));
    }

    /** A piece, ordered so that of pieces of one weight the one that came first is done first. */
    private final class Piece extends FutureTask<T> implements Comparable<Piece> {

        private final long heavy;
        private final int number;

        private Piece(P piece, int number) {
            super(() -> work.apply(piece));
            this.heavy = weight.applyAsLong(piece);
            this.number = number;
        }

        @Override
        public int compareTo(Piece other) {
            int byWeight = Long.compare(other.heavy, heavy);
            return byWeight != 0 ? byWeight : Integer.compare(number, other.number);
        }
    }

    /** Adds pieces that come together, the heaviest of them to be begun first; one that has come before is done once. */
    public synchronized void put(Collection<? extends P> together) {
        List<P> heaviestFirst = new ArrayList<>(together);
        heaviestFirst.sort(Comparator.comparingLong(weight).reversed());
        for (P piece : heaviestFirst) {
            if (!pieces.containsKey(piece)) {
                Piece next = new Piece(piece, pieces.size());
                pieces.put(piece, next);
                threads.execute(next);
            }
        }
    }

    /**
     * Waits for all, and gives what the work on each piece has come to.
     *
     * @param inOrder the pieces that have come, in the order in which results and problems are wanted
     * @throws PyFlinkException with the problems of all pieces, in this order and each once; {@code PYF-521} where this thread is
     *     interrupted
     */
    public List<T> results(Collection<? extends P> inOrder) {
        return Interruption.await(() -> ParallelWork.resultsOf(futures(inOrder)));
    }

    private synchronized List<Future<T>> futures(Collection<? extends P> inOrder) {
        List<Future<T>> futures = new ArrayList<>();
        for (P piece : inOrder) {
            Piece future = pieces.get(piece);
            if (future == null) {
                throw new IllegalStateException("it has not come: " + piece);
            }
            futures.add(future);
        }
        return futures;
    }

    /** Forgets what waits, interrupts what is under way, and waits for its end, also where this thread is interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        ParallelWork.awaitEnd(threads, ParallelWork.LONGEST_END);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
