package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

@Timeout(120)
class ArrivingWorkTest {

    private final Queue<String> begun = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void resultsComeInTheOrderThatIsAskedFor() {
        try (ArrivingWork<String, String> work = work(2, piece -> piece.toUpperCase(Locale.ROOT))) {
            work.put(List.of("b"));
            work.put(List.of("a", "c"));

            assertThat(work.results(List.of("a", "b", "c"))).containsExactly("A", "B", "C");
        }
    }

    @Test
    void workBeginsBeforeAllPiecesAreThereAndTheHeaviestOfThoseThatWaitIsNext() {
        try (ArrivingWork<String, String> work = work(1, this::noted)) {
            work.put(List.of("first"));
            Interruption.await(() -> {
                while (begun.isEmpty()) {
                    Thread.sleep(1);
                }
                return begun;
            });
            work.put(List.of("a", "bb"));
            work.put(List.of("dddd", "eeee"));
            work.put(List.of("ccc"));
            gate.countDown();
            work.results(List.of("first", "a", "bb", "ccc", "dddd", "eeee"));
        }

        assertThat(begun).containsExactly("first", "dddd", "eeee", "ccc", "bb", "a");
    }

    @Test
    void ofPiecesThatComeTogetherTheHeaviestIsBegunFirst() {
        gate.countDown();
        try (ArrivingWork<String, String> work = work(1, this::noted)) {
            work.put(List.of("a", "ccc", "bb"));
            work.results(List.of("a"));
        }

        assertThat(begun).containsExactly("ccc", "bb", "a");
    }

    @Test
    void pieceThatComesTwiceIsDoneOnce() {
        gate.countDown();
        try (ArrivingWork<String, String> work = work(2, this::noted)) {
            work.put(List.of("a"));
            work.put(List.of("a"));

            assertThat(work.results(List.of("a"))).containsExactly("a");
        }
        assertThat(begun).containsExactly("a");
    }

    @Test
    void problemsOfAllPiecesAreToldInTheirOrder() {
        try (ArrivingWork<String, String> work = work(2, piece -> {
            throw problem(piece).toException();
        })) {
            work.put(List.of("second"));
            work.put(List.of("first"));

            assertThat(catchThrowableOfType(PyFlinkException.class, () -> work.results(List.of("first", "second")))
                            .problems())
                    .containsExactly(problem("first"), problem("second"));
        }
    }

    @Test
    void whatNeverCameIsAMistakeOfTheCaller() {
        try (ArrivingWork<String, String> work = work(1, piece -> piece)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> work.results(List.of("a")))
                    .withMessage("it has not come: a");
        }
    }

    @Test
    void whereItIsGivenUpWhatWaitsIsForgottenAndWhatRunsIsInterruptedAndWaitedFor() {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (ArrivingWork<String, String> work = work(1, piece -> {
            begun.add(piece);
            running.countDown();
            try {
                Interruption.pause(Duration.ofSeconds(100));
            } finally {
                ended.set(true);
            }
            return piece;
        })) {
            work.put(List.of("a", "b"));
            Interruption.await(() -> {
                running.await();
                return running;
            });
            // As work that was interrupted leaves its thread.
            Thread.currentThread().interrupt();
        }

        assertThat(ended).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(begun).hasSize(1);
    }

    @Test
    void waitingIsInterruptible() {
        try (ArrivingWork<String, String> work = work(1, this::noted)) {
            work.put(List.of("a"));
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> work.results(List.of("a")))
                    .withMessageContaining("PYF-521");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private ArrivingWork<String, String> work(int atOnce, Function<String, String> what) {
        return new ArrivingWork<>("test-arriving", atOnce, String::length, what);
    }

    private String noted(String piece) {
        begun.add(piece);
        return Interruption.await(() -> {
            gate.await();
            return piece;
        });
    }

    private static Problem problem(String what) {
        return Problem.declaration("PYF-901", what);
    }
}
