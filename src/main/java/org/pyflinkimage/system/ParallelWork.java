package org.pyflinkimage.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Work of several pieces, some of which are done at a time.
 *
 * <p>One failing piece keeps none from being done, so that a user learns of all problems at once, and of the same ones every time.
 */
public final class ParallelWork {

    /** A piece that heeds no interruption is left behind after so long; its thread keeps no process from ending. */
    static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final String name;
    private final int atOnce;
    private final Duration longestEnd;

    /**
     * Work that is done by threads of that name.
     *
     * @param atOnce how many pieces are done at a time
     */
    public ParallelWork(String name, int atOnce) {
        this(name, atOnce, LONGEST_END);
    }

    ParallelWork(String name, int atOnce, Duration longestEnd) {
        this.name = name;
        this.atOnce = atOnce;
        this.longestEnd = longestEnd;
    }

    /**
     * What the work on each piece comes to, in their order.
     *
     * @throws PyFlinkException with the problems of all pieces, in their order and each once; {@code PYF-521} where this thread is
     *     interrupted: pieces are then interrupted too, and waited for
     */
    public <P, T> List<T> results(Collection<P> pieces, Function<? super P, ? extends T> work) {
        return results(pieces, piece -> 0, work);
    }

    /**
     * The same, with the heaviest pieces begun first: a heavy one that is begun last has one thread busy and all others idle.
     *
     * @param weight grows with the time that a piece takes; pieces of one weight are begun in their order
     */
    public <P, T> List<T> results(
            Collection<P> pieces, ToLongFunction<? super P> weight, Function<? super P, ? extends T> work) {
        if (pieces.isEmpty()) {
            return List.of();
        }
        List<P> inOrder = List.copyOf(pieces);
        long[] weights = inOrder.stream().mapToLong(weight).toArray();
        List<Integer> begun = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer place) -> weights[place])
                        .reversed())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, pieces.size()), threads(name));
        List<Callable<T>> calls = new ArrayList<>();
        begun.forEach(place -> calls.add(() -> work.apply(inOrder.get(place))));
        try {
            SortedMap<Integer, Future<T>> futures = new TreeMap<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                futures.put(begun.get(futures.size()), future);
            }
            return resultsOf(futures.values());
        } catch (InterruptedException e) {
            awaitEnd(threads, longestEnd);
            throw Interruption.of(e);
        } finally {
            threads.shutdown();
        }
    }

    /** What has come of all, once all are done; the first failure has the others with it. */
    static <T> List<T> resultsOf(Collection<Future<T>> futures) throws InterruptedException {
        List<T> results = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        if (!failures.isEmpty()) {
            throw failureOf(failures);
        }
        return List.copyOf(results);
    }

    /** What is no problem is thrown first: nobody foresaw it. */
    private static RuntimeException failureOf(List<Throwable> failures) {
        Throwable first = failures.stream()
                .filter(failure -> !(failure instanceof PyFlinkException))
                .findFirst()
                .orElseGet(() -> failures.size() == 1 ? failures.get(0) : collected(failures));
        failures.stream().filter(failure -> failure != first).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        return (RuntimeException) first;
    }

    private static PyFlinkException collected(List<Throwable> failures) {
        Set<Problem> problems = new LinkedHashSet<>();
        failures.forEach(failure -> problems.addAll(((PyFlinkException) failure).problems()));
        return new PyFlinkException(List.copyOf(problems));
    }

    /** Waits until no piece, interrupted once, works on what is about to go; a second interruption of this thread ends that. */
    static void awaitEnd(ExecutorService threads, Duration longestEnd) {
        threads.shutdown();
        try {
            threads.awaitTermination(longestEnd.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return; // Whoever called this is told of the first one.
        }
    }

    static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
