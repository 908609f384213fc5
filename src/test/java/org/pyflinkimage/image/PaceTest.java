package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private final Pace pace = new Pace(new Patience(Standstill.LONGEST, now::get), ended::incrementAndGet);

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

    /** So many pieces of so many bytes, each followed by so many seconds of nothing, and one more by so many. */
    @ParameterizedTest
    @CsvSource({
        "1000000000, 0, 0, 0, 60, false",
        "1000000000, 0, 0, 0, 61, true",
        // 20 KiB in a second over minutes, and a tenth of that
        "1000000000, 20480, 1, 600, 0, false",
        "1000000000, 2048, 1, 600, 0, false",
        // the same as a machine with a large buffer sees it go
        "1000000000, 1400000, 70, 10, 0, false",
        "1000000000, 1400000, 70, 10, 111, false",
        "1000000000, 1400000, 70, 10, 112, true",
        // next to nothing
        "1000000000, 500, 10, 300, 0, true",
        // all of it is there, and is added up
        "1048576000, 104857600, 1, 9, 1111, false",
        "1048576000, 104857600, 1, 9, 1112, true",
        "1048576, 1048576, 0, 0, 112, false",
        "1048576, 1048576, 0, 0, 113, true",
        "20, 10, 59, 1, 60, false",
        "20, 10, 59, 1, 61, true"
    })
    void whatIsSentHasItsTime(long size, int bytes, int seconds, int times, int silence, boolean ends)
            throws IOException {
        boolean threw = false;
        try {
            pace.keep(size, () -> {
                lookAfter(59);
                pace.answered();
                for (int i = 0; i < times; i++) {
                    pace.went(bytes);
                    lookAfter(seconds);
                }
                pace.went(bytes);
                lookAfter(silence);
                return answerOrEnd();
            });
        } catch (Pace.TooSlow e) {
            threw = true;
        }

        assertThat(threw).isEqualTo(ends);
    }

    /** An answer is one whatever came before it, and those of an upload are three. */
    @Test
    void everyAnswerIsWaitedForAnew() throws IOException {
        assertThat(pace.keep(10, () -> {
                    for (int i = 0; i < 3; i++) {
                        lookAfter(60);
                        pace.answered();
                    }
                    return answerOrEnd();
                }))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10   | 0  | 61  | less than 60 KiB of what was asked for came in 61 s",
                "10   | 9  | 61  | less than 60 KiB of what is sent went in 61 s",
                "10   | 10 | 62  | no answer to 10 bytes that were sent came in 62 s"
            })
    void whatWasWaitedForIsTold(long size, int sent, int silence, String reason) {
        assertThatThrownBy(() -> pace.keep(size, () -> {
                    pace.went(sent);
                    lookAfter(silence);
                    return answerOrEnd();
                }))
                .hasMessage(reason);
    }

    /** Once, and not before anybody would wonder. */
    @Test
    void longWaitIsTold() throws IOException {
        AtomicInteger told = new AtomicInteger();
        Pace telling =
                new Pace(new Patience(Standstill.LONGEST, now::get), ended::incrementAndGet, told::incrementAndGet);
        List<Integer> tellings = new ArrayList<>();

        telling.<Boolean, RuntimeException>keep(100 << 20, () -> {
            for (int sent : List.of(50 << 20, 50 << 20, 0, 0)) {
                telling.went(sent);
                now.addAndGet(Duration.ofSeconds(60).toNanos());
                telling.look();
                tellings.add(told.get());
                now.addAndGet(1);
                telling.look();
                tellings.add(told.get());
            }
            return true;
        });

        assertThat(tellings).isEqualTo(List.of(0, 0, 0, 1, 1, 1, 1, 1));
        assertThat(ended).hasValue(0);
    }

    private void lookAfter(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        pace.look();
    }

    private boolean answerOrEnd() throws IOException {
        if (ended.get() > 0) {
            throw new IOException("closed");
        }
        return true;
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
