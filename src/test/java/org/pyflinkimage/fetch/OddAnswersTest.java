package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.SilentLog;

/** What Java's client has no words of its own for. */
class OddAnswersTest {

    private static final Patience QUICK =
            new Patience(2, Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** Proxies join two headers of one name. */
    @ParameterizedTest
    @ValueSource(strings = {"2, 2", "x", "", "99999999999999999999"})
    void aLengthThatIsNoNumberIsNoMistakeOfTheAddress(String length) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(server, "Content-Length: " + length));
            answering.start();
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/a");

            assertThatThrownBy(() -> transport(Map.of()).read(address))
                    .hasMessageContainingAll("[PYF-504]", "in 2 attempts", "the answer is none of HTTP", length)
                    .hasMessageNotContaining("pyflink.lock");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://pypi_server:8080/a, no host by the name `pypi_server`",
        "https://me:w0rd@A_b/a,     no host by the name `a_b`",
        "http://host.1a/a,          no host by the name `host.1a`",
        "http://127.0.0.1:99999/a,  65535 is the last port"
    })
    void aPlaceThatJavaDoesNotKnowIsToldAsThat(URI address, String reason) {
        assertThatThrownBy(() -> transport(Map.of()).read(address))
                .hasMessageContainingAll("[PYF-520]", reason, "another name of the host")
                .hasMessageNotContainingAny("addresses start with", "w0rd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://other_host/b", "http://127.0.0.1:99999/b", "http:/b"})
    void whereARedirectionLeadsToOneTooIsTold(String target) {
        try (LoopbackServer server = new LoopbackServer()) {
            server.answer("/a", exchange -> {
                exchange.getResponseHeaders().set("Location", target);
                exchange.sendResponseHeaders(302, -1);
            });

            assertThatThrownBy(() -> transport(Map.of()).read(server.address("/a")))
                    .hasMessageContainingAll("[PYF-520] `" + target, "redirects there");
        }
    }

    @Test
    void nobodyIsAskedWhereTheProxyCannotBeGoneThrough() {
        try (LoopbackServer server = new LoopbackServer()) {
            server.serve("/a", "text/plain", new byte[1]);
            Map<String, String> odd = Map.of("HTTP_PROXY", "https://me:w0rd@127.0.0.1:1");

            assertThatThrownBy(() -> transport(odd).read(server.address("/a")))
                    .hasMessageContaining("[PYF-556] `HTTP_PROXY`")
                    .hasMessageNotContaining("w0rd");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void theProxyOfThisJvmComesBeforeOneThatCannotBeGoneThrough() {
        Properties before = (Properties) System.getProperties().clone();
        try (LoopbackServer proxy = new LoopbackServer()) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty(
                    "http.proxyPort", String.valueOf(proxy.address("/").getPort()));
            proxy.serve("/a", "text/plain", new byte[1]);

            assertThat(transport(Map.of("HTTP_PROXY", "socks5://127.0.0.1:1"))
                            .read(URI.create("http://packages.example.com/a")))
                    .isPresent();
        } finally {
            System.setProperties(before);
        }
    }

    /** Java's client takes none of SOCKS, and would go directly. */
    @Test
    void aProxyOfThisJvmThatIsNotTakenIsNone() {
        Properties before = (Properties) System.getProperties().clone();
        try {
            System.setProperty("socksProxyHost", "127.0.0.1");

            assertThatThrownBy(() -> transport(Map.of("HTTP_PROXY", "socks5://127.0.0.1:1"))
                            .read(URI.create("http://packages.example.com/a")))
                    .hasMessageContaining("[PYF-556] `HTTP_PROXY`");
        } finally {
            System.setProperties(before);
        }
    }

    private static void answer(ServerSocket server, String header) {
        try {
            while (true) {
                try (Socket socket = server.accept();
                        OutputStream out = socket.getOutputStream()) {
                    socket.getInputStream().read(new byte[10_000]);
                    out.write(("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\nab").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static HttpTransport transport(Map<String, String> variables) {
        Environment environment = new Environment(variables, Path.of("/nonexistent"));
        return new HttpTransport(
                new HttpTransport.Settings(environment, List.of(), Logins.none(), false), SilentLog.INSTANCE, QUICK);
    }
}
