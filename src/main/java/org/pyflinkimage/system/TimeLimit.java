package org.pyflinkimage.system;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Work that somebody else wrote down, and that may have no end: it is given so much time, and interrupted then. */
public final class TimeLimit {

    /** Work that heeds no interruption is left behind after so long; its thread keeps no process from ending. */
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    /** What was left behind last, by the names of threads. */
    private static final Map<String, Thread> LEFT = new ConcurrentHashMap<>();

    private TimeLimit() {}

    /** Earlier work of the same name has no end: a second one that has none would take another processor. */
    public static final class StillAtWork extends TimeoutException {

        private static final long serialVersionUID = 1;
    }

    /**
     * What the work comes to, which a thread of that name does.
     *
     * @throws StillAtWork where earlier work by a thread of that name was left behind, and is not through yet
     * @throws TimeoutException where it takes longer
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-521} where this thread is interrupted
     */
    public static <T> T within(Duration most, String name, Supplier<T> work) throws TimeoutException {
        requireNoneLeft(name);
        AtomicReference<Thread> worker = new AtomicReference<>(Thread.currentThread());
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            worker.set(made);
            return made;
        });
        try {
            Callable<T> call = work::get;
            Future<T> result = thread.submit(call);
            return result.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failureOf(e);
        } catch (InterruptedException e) {
            throw Interruption.of(e);
        } finally {
            if (!isEnded(thread)) {
                LEFT.put(name, worker.get());
            }
        }
    }

    private static void requireNoneLeft(String name) throws StillAtWork {
        Thread left = LEFT.get(name);
        if (left != null && left.isAlive()) {
            throw new StillAtWork();
        }
    }

    private static RuntimeException failureOf(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof RuntimeException exception
                ? exception
                : new IllegalStateException(failure);
    }

    /** Who interrupted this thread is told so by what is thrown, not by this wait. */
    private static boolean isEnded(ExecutorService thread) {
        boolean interrupted = Thread.interrupted();
        thread.shutdownNow();
        try {
            return thread.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
