package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

@Timeout(60)
class TimeLimitTest {

    private static final Duration ENOUGH = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void workInTimeIsDoneByAThreadOfItsOwn() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();

        assertThat(TimeLimit.within(ENOUGH, "worker", () -> {
                    thread.set(Thread.currentThread());
                    return 7;
                }))
                .isEqualTo(7);

        assertThat(thread.get().getName()).isEqualTo("worker");
        assertThat(thread.get().isDaemon()).isTrue();
        thread.get().join();
    }

    @Test
    void failuresAreThrownAsTheyAre() {
        PyFlinkException problem =
                Problem.declaration("PYF-999", "a problem").remedy("another").toException();
        StackOverflowError error = new StackOverflowError();

        assertThatThrownBy(() -> TimeLimit.within(ENOUGH, "worker", () -> {
                    throw problem;
                }))
                .isSameAs(problem);
        assertThatThrownBy(() -> TimeLimit.within(ENOUGH, "worker", () -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void workThatTakesLongerIsInterrupted() {
        AtomicBoolean interrupted = new AtomicBoolean();

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> TimeLimit.within(SHORT, "worker", () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    interrupted.set(true);
                    return 0;
                }));

        assertThat(interrupted).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void workThatHeedsNothingIsLeftBehindAndOnlyOnce() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> TimeLimit.within(SHORT, "stubborn", () -> {
                    thread.set(Thread.currentThread());
                    while (end.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return 0;
                }))
                .isExactlyInstanceOf(TimeoutException.class);
        assertThatExceptionOfType(TimeLimit.StillAtWork.class)
                .isThrownBy(() -> TimeLimit.within(ENOUGH, "stubborn", () -> 1));
        assertThat(TimeLimit.within(ENOUGH, "another", () -> 2)).isEqualTo(2);
        end.countDown();
        thread.get().join();
        assertThat(TimeLimit.within(ENOUGH, "stubborn", () -> 3)).isEqualTo(3);
    }

    @Test
    void interruptionOfWhoWaitsEndsTheWorkToo() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> TimeLimit.within(ENOUGH, "worker", () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    return 0;
                }))
                .hasMessageContaining("PYF-521");

        assertThat(Thread.interrupted()).isTrue();
    }
}
