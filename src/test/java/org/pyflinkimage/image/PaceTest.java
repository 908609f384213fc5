package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Standstill;

/** Which pace of an answer is none. */
class PaceTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger ended = new AtomicInteger();
    private final Pace pace = new Pace(Standstill.LONGEST, now::get, ended::incrementAndGet);

    @ParameterizedTest
    @CsvSource({
        "1, 19, 4, true",
        "61440, 59, 9, false",
        "61439, 60, 1, false",
        "61439, 60, 2, true",
        "15000, 15, 5, true",
        "0, 60, 1, false",
        "0, 61, 1, true"
    })
    void sixtyKilobytesInAMinuteAreLeast(int bytes, int seconds, int times, boolean ends) throws IOException {
        boolean threw = false;
        try {
            pace.keep(() -> {
                for (int i = 0; i < times; i++) {
                    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
                    pace.look();
                    pace.came(bytes);
                }
                if (ended.get() > 0) {
                    throw new IOException("closed");
                }
                return true;
            });
        } catch (Pace.TooSlow e) {
            threw = true;
            assertThat(e)
                    .hasMessageMatching("less than 60 KiB of what was asked for came in [0-9]+ s")
                    .hasCauseInstanceOf(IOException.class);
        }

        assertThat(threw).isEqualTo(ends);
        assertThat(ended).hasValue(ends ? 1 : 0);
    }

    @Test
    void failureOfAnotherKindStaysAsItIs() {
        assertThatThrownBy(() -> pace.keep(() -> {
                    throw new IOException("else");
                }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("else");
    }

    @Test
    void betweenCallsNothingIsWaitedFor() throws IOException {
        pace.keep(() -> true);
        now.addAndGet(Duration.ofHours(1).toNanos());
        pace.look();
        assertThat(pace.<String, RuntimeException>keep(() -> "next")).isEqualTo("next");
        assertThat(ended).hasValue(0);
    }
}
