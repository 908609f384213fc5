package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.system.Standstill;

/** What a minute of waiting looks like, by a clock of its own. */
class WatchTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong clock = new AtomicLong(5);
    private final List<String> told = new ArrayList<>();
    private final Watch watch = new Watch(Patience.USUAL, told::add, clock::get);

    @AfterEach
    void end() {
        watch.close();
    }

    @Test
    void streamThatIsSilentForHalfAMinuteIsEndedAndTheDownloadGoesOn() throws IOException {
        InputStream body = watch.over(new Endless());
        body.read(new byte[10], 0, 10);

        pass(30);
        assertThat(body.read(new byte[10], 0, 10)).isEqualTo(10);
        pass(31);

        assertThatIOException().isThrownBy(() -> body.read(new byte[10], 0, 10)).withMessage("the server fell silent");
        assertThat(watch.isOver()).isTrue();
    }

    @Test
    void nextAttemptHasAsLongAsIsLeftAndNeverNothing() {
        assertThat(watch.attempt()).isEqualTo(Duration.ofSeconds(30));
        pass(30);
        assertThat(watch.attempt()).isEqualTo(Duration.ofSeconds(30));
        pass(12);
        assertThat(watch.attempt()).isEqualTo(Duration.ofSeconds(18));
        assertThat(watch.isOver()).isFalse();
        pass(18);
        assertThat(watch.isOver()).isTrue();
        assertThat(watch.attempt()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void dropsAreNothing() throws IOException {
        InputStream body = watch.over(new Endless());
        for (int second = 0; second < 60; second++) {
            body.read(new byte[1], 0, 1);
            pass(1);
        }

        assertThatIOException()
                .isThrownBy(() -> body.read(new byte[1], 0, 1))
                .withMessage("only 60 bytes came in 60 s");
    }

    @Test
    void slowLineIsWaitedForAsLongAsItGoesOn() throws IOException {
        InputStream body = watch.over(new Endless());
        for (int second = 0; second < 600; second++) {
            assertThat(body.read(new byte[1100], 0, 1100)).isEqualTo(1100);
            pass(1);
        }

        assertThat(watch.isOver()).isFalse();
    }

    @Test
    void waitThatTheServerAskedForIsNotCounted() {
        watch.excuse(Duration.ofSeconds(20));
        pass(79);
        assertThat(watch.isOver()).isFalse();
        pass(1);
        assertThat(watch.isOver()).isTrue();
    }

    @Test
    void longWaitIsToldOnceAndAgainOnlyAfterSomethingCame() throws IOException {
        pass(19);
        assertThat(told).isEmpty();
        pass(10);
        assertThat(told).containsExactly("nothing has come for 20 s, waiting 40 s more at most");

        InputStream body = watch.over(new Endless());
        body.read(new byte[Standstill.NEXT_TO_NOTHING], 0, Standstill.NEXT_TO_NOTHING);
        body.read(new byte[7], 0, 7);
        pass(20);
        assertThat(told)
                .hasSize(2)
                .last()
                .isEqualTo("no more than 7 bytes have come for 20 s, waiting 40 s more at most");
    }

    @Test
    void endOfABodyIsNoSilence() throws IOException {
        InputStream body = watch.over(new ByteArrayInputStream(new byte[3]));

        assertThat(body.readAllBytes()).hasSize(3);
        body.close();
        pass(100);
        assertThat(body.read(new byte[1], 0, 1)).isEqualTo(-1);
    }

    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            clock.addAndGet(SECOND.toNanos());
            watch.look();
        }
    }

    /** A body without end. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 1;
        }
    }
}
