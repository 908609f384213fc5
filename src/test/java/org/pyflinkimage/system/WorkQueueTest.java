package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pyflinkimage.value.PyFlinkException;

@Timeout(120)
class WorkQueueTest {

    private final List<Integer> done = new ArrayList<>();

    @AfterEach
    void clearInterruption() {
        Thread.interrupted();
    }

    @Test
    void piecesAreDoneInTheirOrderByOneThreadOfThatName() {
        Set<Thread> threads = new HashSet<>();
        try (WorkQueue<Integer> queue = new WorkQueue<>("test-queue", 2, piece -> {
            threads.add(Thread.currentThread());
            done.add(piece);
        })) {
            IntStream.range(0, 100).forEach(queue::put);
            queue.finish();
            queue.finish();
        }

        assertThat(done)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(threads).singleElement().satisfies(thread -> {
            assertThat(thread.getName()).isEqualTo("test-queue");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.isAlive()).isFalse();
            assertThat(thread).isNotSameAs(Thread.currentThread());
        });
    }

    @Test
    void failureReachesWhoPutsPiecesAndNobodyWaitsInVain() {
        IllegalStateException failure = new IllegalStateException("broken");
        try (WorkQueue<Integer> queue = new WorkQueue<>("test-queue", 1, piece -> {
            done.add(piece);
            throw failure;
        })) {
            Throwable thrown =
                    catchThrowable(() -> IntStream.range(0, 100_000_000).forEach(queue::put));

            assertThat(thrown).isSameAs(failure);
            assertThat(catchThrowable(queue::finish)).isSameAs(failure);
            assertThat(catchThrowable(queue::finish)).isSameAs(failure);
        }
        assertThat(done).containsExactly(0);
    }

    @Test
    void failureOfTheLastPieceIsThrownInTheEnd() {
        IllegalStateException failure = new IllegalStateException("broken");
        try (WorkQueue<Integer> queue = new WorkQueue<>("test-queue", 10, piece -> {
            throw failure;
        })) {
            queue.put(1);

            assertThat(catchThrowable(queue::finish)).isSameAs(failure);
        }
    }

    @Test
    void machineThatFailsKeepsNobodyWaiting() {
        Error failure = new OutOfMemoryError("in a test");
        try (WorkQueue<Integer> queue = new WorkQueue<>("test-queue", 1, piece -> {
            throw failure;
        })) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> IntStream.range(0, 100_000_000).forEach(queue::put))
                    .withMessageContaining("test-queue")
                    .withCause(failure);
        }
    }

    @Test
    void closedQueueForgetsWhatWaits() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch rest = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        WorkQueue<Integer> queue = new WorkQueue<>("test-queue", 10, piece -> {
            thread.set(Thread.currentThread());
            begun.countDown();
            awaitThrough(rest);
            done.add(piece);
        });
        queue.put(1);
        queue.put(2);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Thread helper = new Thread(() -> {
            Interruption.pause(Duration.ofMillis(100));
            rest.countDown();
        });
        helper.start();

        queue.close();
        queue.close();

        assertThat(thread.get().isAlive()).isFalse();
        assertThat(done).containsExactly(1);
        helper.join(30_000);
    }

    @Test
    void whoWaitsForRoomCanBeInterrupted() {
        CountDownLatch rest = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        try (WorkQueue<Integer> queue = new WorkQueue<>("test-queue", 1, piece -> {
            caller.interrupt();
            awaitThrough(rest);
        })) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> IntStream.range(0, 10).forEach(queue::put))
                    .withMessageContaining("PYF-521");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            rest.countDown();
        }

        // Closing waits all the same, and does not hide the interruption.
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingEndsAThreadWhosePieceSwallowedTheInterruption() throws InterruptedException {
        CountDownLatch rest = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        WorkQueue<Integer> queue = new WorkQueue<>("test-queue", 10, piece -> {
            begun.countDown();
            awaitThrough(rest);
        });
        queue.put(1);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Thread closer = new Thread(queue::close);
        closer.start();
        Interruption.pause(Duration.ofMillis(200));
        rest.countDown();
        closer.join(30_000);

        assertThat(closer.isAlive()).isFalse();
    }

    @Test
    void whoWaitsForTheEndCanBeInterrupted() {
        CountDownLatch rest = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        try (WorkQueue<Integer> queue = new WorkQueue<>("test-queue", 10, piece -> {
            awaitThrough(rest);
        })) {
            queue.put(1);
            Thread helper = new Thread(caller::interrupt);
            helper.start();
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(queue::finish)
                    .withMessageContaining("PYF-521");
            rest.countDown();
        }

        assertThat(Thread.interrupted()).isTrue();
    }

    /** A piece that heeds no interruption. */
    private static void awaitThrough(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                open = latch.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                open = false;
            }
        }
    }
}
