package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PulseTest {

    @Test
    void beatsUntilItIsClosed() throws InterruptedException {
        CountDownLatch beats = new CountDownLatch(3);
        AtomicInteger count = new AtomicInteger();
        AtomicReference<Thread> thread = new AtomicReference<>();
        long start = System.nanoTime();
        Pulse pulse = Pulse.every(Duration.ofMillis(20), () -> {
            thread.set(Thread.currentThread());
            count.incrementAndGet();
            beats.countDown();
        });

        assertThat(beats.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(55));
        pulse.close();
        Interruption.pause(Duration.ofMillis(50));
        int closed = count.get();
        Interruption.pause(Duration.ofMillis(100));

        assertThat(count).hasValue(closed);
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(thread.get().getName()).isEqualTo("pyflink-pulse");
    }
}
