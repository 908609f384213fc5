package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.value.PyFlinkException;

class InterruptionTest {

    @AfterEach
    void clearInterruption() {
        Thread.interrupted();
    }

    @Test
    void whatIsWaitedForComes() {
        assertThat(Interruption.<String, RuntimeException>await(() -> "came")).isEqualTo("came");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void otherFailuresPass() {
        IOException failure = new IOException("no disk");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Interruption.await(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void interruptedWaitIsAProblemAndItsThreadStaysInterrupted() {
        InterruptedException cause = new InterruptedException();

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Interruption.await(() -> {
                    throw cause;
                }))
                .withMessage("[PYF-521] The build was interrupted")
                .withCause(cause);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void pauseTakesItsTime() {
        long start = System.nanoTime();

        Interruption.pause(Duration.ofMillis(60));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void pauseEndsWithAnInterruption() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Interruption.pause(Duration.ofMinutes(10)))
                .withMessageContaining("PYF-521");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
