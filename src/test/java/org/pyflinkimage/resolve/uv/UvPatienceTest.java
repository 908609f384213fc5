package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.ProgramRun;

class UvPatienceTest {

    private static final ProgramRun RUN = new ProgramRun(ProgramRun.End.EXITED, 0, "", "");

    private final List<String> told = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "UV_HTTP_TIMEOUT,    18,      900",
        "UV_HTTP_TIMEOUT,    5,       900",
        "UV_HTTP_TIMEOUT,    60,      3000",
        "UV_REQUEST_TIMEOUT, 60,      3000",
        "UV_HTTP_TIMEOUT,    never,   900",
        "UV_HTTP_TIMEOUT,    9999999, 900",
        "UV_OTHER,           60,      900"
    })
    void slowerAnswersMayTakeLongerAltogether(String name, String value, long seconds) {
        assertThat(UvPatience.limit(Map.of(name, value))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void longWaitIsToldOnce() {
        UvPatience patience = new UvPatience(told::add, Duration.ofMillis(10));

        ProgramRun run = patience.over(Duration.ofMinutes(15), () -> {
            for (int i = 0; i < 3000 && told.isEmpty(); i++) {
                pause(10);
            }
            pause(100);
            return RUN;
        });

        assertThat(run).isSameAs(RUN);
        assertThat(told).containsExactly("uv still asks for versions after 0 s, waiting 899 s more at most");
    }

    @Test
    void shortWaitIsNotTold() {
        UvPatience patience = UvPatience.telling(told::add);

        patience.over(Duration.ofMinutes(15), () -> RUN);

        assertThat(patience.silence()).isEqualTo(Duration.ofSeconds(20));
        assertThat(told).isEmpty();
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
