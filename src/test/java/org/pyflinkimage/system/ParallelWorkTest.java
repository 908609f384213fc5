package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

@Timeout(120)
class ParallelWorkTest {

    private final ParallelWork work = new ParallelWork("test-work", 3);

    @Test
    void resultsComeInTheOrderOfThePieces() {
        List<Supplier<Integer>> pieces = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            pieces.add(() -> {
                Interruption.pause(Duration.ofMillis(number % 3));
                return number;
            });
        }

        assertThat(results(pieces))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }

    @Test
    void heaviestPiecesAreBegunFirstAndResultsStayInOrder() {
        Queue<String> begun = new ConcurrentLinkedQueue<>();
        List<String> pieces = List.of("bb", "a", "dddd", "ccc", "b", "eeee");

        List<String> results = new ParallelWork("test-work", 1).results(pieces, String::length, piece -> {
            begun.add(piece);
            return piece.toUpperCase(Locale.ROOT);
        });

        assertThat(begun).containsExactly("dddd", "eeee", "ccc", "bb", "a", "b");
        assertThat(results).containsExactly("BB", "A", "DDDD", "CCC", "B", "EEEE");
    }

    @Test
    void noPiecesAreNoWork() {
        assertThat(results(List.of())).isEmpty();
    }

    @Test
    void soManyPiecesAreDoneAtATime() {
        // Broken where fewer come together, and then the work fails.
        CyclicBarrier together = new CyclicBarrier(3);
        AtomicInteger running = new AtomicInteger();
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        Supplier<Integer> piece = () -> {
            seen.add(running.incrementAndGet());
            await(together);
            return running.decrementAndGet();
        };

        results(List.of(piece, piece, piece, piece, piece, piece));

        assertThat(seen).hasSize(6).allMatch(count -> count <= 3);
    }

    @Test
    void threadsHaveANameAndKeepNoProcessFromEnding() {
        List<Thread> threads = results(List.of(Thread::currentThread));

        assertThat(threads.get(0).getName()).isEqualTo("test-work");
        assertThat(threads.get(0).isDaemon()).isTrue();
    }

    @Test
    void threadsEndWithTheWork() throws InterruptedException {
        List<Thread> threads = results(List.of(Thread::currentThread));

        threads.get(0).join(30_000);
        assertThat(threads.get(0).isAlive()).isFalse();
    }

    @Nested
    class Failures {

        @Test
        void ofOnePieceIsThrownAsItIs() {
            PyFlinkException failure = problem("PYF-001");

            assertThat(catchThrowable(() -> results(List.of(() -> "x", failing(failure)))))
                    .isSameAs(failure);
            assertThat(failure.getSuppressed()).isEmpty();
        }

        @Test
        void areCollectedInTheOrderOfThePiecesAndEachOnce() {
            PyFlinkException late = problem("PYF-001");
            PyFlinkException early = problem("PYF-002");
            PyFlinkException again = problem("PYF-001");
            Supplier<String> slow = () -> {
                Interruption.pause(Duration.ofMillis(100));
                throw late;
            };

            PyFlinkException thrown = catchThrowableOfType(
                    PyFlinkException.class, () -> results(List.of(slow, () -> "x", failing(early), failing(again))));

            assertThat(thrown.problems()).extracting(Problem::code).containsExactly("PYF-001", "PYF-002");
            assertThat(thrown.getSuppressed()).containsExactly(late, early, again);
        }

        @Test
        void keepNoOtherPieceFromBeingDone() {
            Queue<Integer> done = new ConcurrentLinkedQueue<>();
            List<Supplier<Boolean>> pieces = new ArrayList<>(List.of(failing(problem("PYF-001"))));
            for (int i = 0; i < 20; i++) {
                int number = i;
                pieces.add(() -> done.add(number));
            }

            assertThat(catchThrowable(() -> results(pieces))).hasMessageContaining("PYF-001");
            assertThat(done).hasSize(20);
        }

        @Test
        void thatNobodyForesawComeFirst() {
            IllegalStateException bug = new IllegalStateException("a bug");
            PyFlinkException known = problem("PYF-001");

            assertThat(catchThrowable(() -> results(List.of(failing(known), failing(bug)))))
                    .isSameAs(bug);
            assertThat(bug.getSuppressed()).containsExactly(known);
        }

        @Test
        void ofTheMachineItselfPass() {
            Error failure = new StackOverflowError();

            assertThat(catchThrowable(() -> results(List.of(() -> {
                        throw failure;
                    }))))
                    .isSameAs(failure);
        }

        @Test
        void thatAreTheSameAreNoReasonForThemselves() {
            IllegalStateException bug = new IllegalStateException("a bug");

            assertThat(catchThrowable(() -> results(List.of(failing(bug), failing(bug)))))
                    .isSameAs(bug);
        }
    }

    @Nested
    class Interrupted {

        private final CountDownLatch begun = new CountDownLatch(2);
        private final AtomicInteger cleaned = new AtomicInteger();
        private final AtomicBoolean laterBegun = new AtomicBoolean();
        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private final AtomicBoolean flag = new AtomicBoolean();
        private final AtomicInteger cleanedWhenThrown = new AtomicInteger();

        @Test
        void workIsCancelledAndAwaited() throws InterruptedException {
            Supplier<String> piece = () -> {
                begun.countDown();
                try {
                    Interruption.pause(Duration.ofMinutes(10));
                } catch (PyFlinkException e) {
                    Thread.interrupted();
                    Interruption.pause(Duration.ofMillis(200));
                    cleaned.incrementAndGet();
                }
                return "";
            };

            interrupt(new ParallelWork("test-work", 2), List.of(piece, piece, this::later));

            assertThat(thrown.get())
                    .isInstanceOf(PyFlinkException.class)
                    .hasMessage("[PYF-521] The build was interrupted");
            assertThat(flag).isTrue();
            assertThat(cleanedWhenThrown).hasValue(2);
            assertThat(laterBegun).isFalse();
        }

        @Test
        void workThatHeedsNothingIsLeftBehind() throws InterruptedException {
            CountDownLatch end = new CountDownLatch(1);
            Supplier<String> piece = () -> {
                begun.countDown();
                while (end.getCount() > 0) {
                    Thread.interrupted();
                    Thread.onSpinWait();
                }
                return "";
            };

            interrupt(new ParallelWork("test-work", 2, Duration.ofMillis(50)), List.of(piece, piece, this::later));
            end.countDown();

            assertThat(thrown.get()).hasMessageContaining("PYF-521");
            assertThat(flag).isTrue();
        }

        private String later() {
            laterBegun.set(true);
            return "";
        }

        /** Interrupts who waits for the pieces when two of them have begun. */
        private void interrupt(ParallelWork work, List<Supplier<String>> pieces) throws InterruptedException {
            Thread caller = new Thread(() -> {
                thrown.set(catchThrowable(() -> work.results(pieces, Supplier::get)));
                cleanedWhenThrown.set(cleaned.get());
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            caller.join(30_000);
            assertThat(caller.isAlive()).isFalse();
        }
    }

    @Test
    void interruptedBeforeItBeginsItDoesNotBegin() {
        AtomicBoolean begun = new AtomicBoolean();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> results(List.of(() -> {
                    Interruption.pause(Duration.ofMillis(100));
                    begun.set(true);
                    return "";
                })))
                .withMessageContaining("PYF-521");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(begun).isFalse();
    }

    private <T> List<T> results(List<Supplier<T>> pieces) {
        return work.results(pieces, Supplier::get);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static PyFlinkException problem(String code) {
        return Problem.environment(code, "broken").toException();
    }

    private static <T> Supplier<T> failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }
}
