package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.KeptLog;

/** Bodies that come, but too slowly to be waited for. */
class SlowBodyTest {

    @TempDir
    private Path folder;

    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bodyThatComesInDropsIsGivenUpAndItsHostForTheRestToo() {
        server.serve("/b", "x/y", new byte[300_000]).answer("/drops", SlowBodyTest::drip);
        KeptLog log = new KeptLog();
        Patience impatient = new Patience(5, Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofMillis(600));
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Settings(new Environment(Map.of(), folder), List.of(), Logins.none(), false),
                log,
                impatient);

        assertThatThrownBy(() -> transport.read(server.address("/drops")))
                .hasMessageContaining("PYF-504")
                .hasMessageContaining("in 1 attempts")
                .hasMessageMatching("(?s).*only [0-9]+ bytes came in 1 s.*");
        assertThat(log.notes)
                .singleElement()
                .asString()
                .matches(
                        "`http://127.0.0.1:[0-9]+/drops`: no more than [0-9]+ bytes have come for 0 s, waiting 0 s more at most");
        assertThatThrownBy(() -> transport.read(server.address("/b")))
                .hasMessageContaining("[PYF-541] `127.0.0.1:")
                .hasMessageContaining("has fallen silent");
        assertThat(server.requests()).hasSize(1);
    }

    /** An address may have a token in it that a variable keeps out of files. */
    @Test
    void whatIsWaitedForIsToldAsItIsToBeShown() {
        server.answer("/t0ken/drips", SlowBodyTest::drip)
                .answer("/t0ken/busy", exchange -> exchange.sendResponseHeaders(503, -1));
        KeptLog log = new KeptLog();
        Patience impatient = new Patience(2, Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofMillis(600));
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Settings(new Environment(Map.of(), folder), List.of(), Logins.none(), false),
                log,
                impatient);

        for (String path : List.of("busy", "drips")) {
            assertThatThrownBy(() ->
                            transport.read(server.address("/t0ken/" + path), "http://host/${TOKEN}/" + path, 1 << 20))
                    .hasMessageContaining("PYF-504");
        }
        assertThat(log.notes)
                .hasSize(2)
                .allSatisfy(note ->
                        assertThat(note).startsWith("`http://host/${TOKEN}/").doesNotContain("t0ken"));
    }

    /** A byte every 50 ms, for five seconds. */
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        for (int count = 0; count < 100; count++) {
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
