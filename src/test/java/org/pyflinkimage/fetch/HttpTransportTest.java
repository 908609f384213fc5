package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

class HttpTransportTest {

    private static final Patience QUICK =
            new Patience(3, Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final byte[] BODY = new byte[300_000];

    static {
        Arrays.setAll(new Object[BODY.length], i -> BODY[i] = (byte) (i * 31 + i / 251));
    }

    @TempDir
    private Path folder;

    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsWhatLiesThere() {
        server.serve("/a", "text/plain", "hello".getBytes(StandardCharsets.UTF_8));

        assertThat(transport().read(server.address("/a")))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("hello"));
    }

    @Test
    void nothingLiesAtAMissingAddress() {
        assertThat(transport().read(server.address("/nothing"))).isEmpty();
        assertThat(transport().read(folder.resolve("nothing").toUri())).isEmpty();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void downloadOfAMissingAddressSaysSoAndLeavesNoFile() {
        Path file = folder.resolve("file");

        assertProblem(server.address("/nothing"), file, "PYF-502", "/nothing");
        assertThat(file).doesNotExist();
    }

    @Test
    void readsFiles() throws IOException {
        Path file = Files.write(folder.resolve("with space"), BODY);
        Path copy = folder.resolve("copy");

        transport().download(file.toUri(), copy, Amount.upTo(1 << 20), count -> {});

        assertThat(copy).hasBinaryContent(BODY);
    }

    @Test
    void goesOnWhereATruncatedBodyEnded() {
        AtomicInteger asked = new AtomicInteger();
        server.serve("/whole", "x/y", BODY).answer("/cut", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (asked.getAndIncrement() == 0) {
                exchange.sendResponseHeaders(200, BODY.length);
                exchange.getResponseBody().write(BODY, 0, 100_000);
            } else {
                int start = Integer.parseInt(range.replaceAll("[^0-9]", ""));
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes %d-%d/%d".formatted(start, BODY.length - 1, BODY.length));
                LoopbackServer.send(exchange, 206, BODY, start, BODY.length);
            }
        });
        AtomicLong received = new AtomicLong();

        transport().download(server.address("/cut"), folder.resolve("file"), Amount.upTo(1 << 20), received::addAndGet);

        assertThat(folder.resolve("file")).hasBinaryContent(BODY);
        assertThat(received).hasValue(BODY.length);
        assertThat(server.requests().get(1)).startsWith("GET /cut bytes=");
    }

    @Test
    void startsAgainWhereTheServerKnowsNoRanges() {
        AtomicInteger asked = new AtomicInteger();
        server.answer("/cut", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY, 0, asked.getAndIncrement() == 0 ? 100_000 : BODY.length);
        });
        AtomicLong received = new AtomicLong();

        transport().download(server.address("/cut"), folder.resolve("file"), Amount.upTo(1 << 20), received::addAndGet);

        assertThat(folder.resolve("file")).hasBinaryContent(BODY);
        assertThat(received).hasValue(BODY.length);
    }

    @Test
    void aBodyThatStaysTruncatedIsAProblemAndLeavesNoFile() {
        server.answer("/cut", exchange -> {
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY, 0, 10);
        });
        Path file = folder.resolve("file");

        assertProblem(server.address("/cut"), file, "PYF-504", "in 3 attempts");
        assertThat(file).doesNotExist();
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 408})
    void busyServersAreAskedAgain(int status) {
        AtomicInteger asked = new AtomicInteger();
        server.answer("/busy", exchange -> {
            if (asked.getAndIncrement() < 2) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                LoopbackServer.send(exchange, 200, BODY, 0, BODY.length);
            }
        });

        assertThat(transport().read(server.address("/busy"))).contains(BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 418})
    void refusalsAreNotAskedAgain(int status) {
        server.answer("/no", exchange -> exchange.sendResponseHeaders(status, -1));

        assertProblem(server.address("/no"), folder.resolve("file"), "PYF-505", "HTTP " + status);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void resetConnectionsAreTriedAgain() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> resetTwiceThenAnswer(socket));
            thread.setDaemon(true);
            thread.start();
            URI address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");

            assertThat(transport().read(address))
                    .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("ok"));
        }
    }

    private static void resetTwiceThenAnswer(ServerSocket socket) {
        for (int count = 0; count < 3; count++) {
            try (Socket connection = socket.accept()) {
                InputStream request = connection.getInputStream();
                int line = 0;
                for (int last = 0; line < 4; last = line) {
                    int character = request.read();
                    line = character == '\r' || character == '\n' ? last + 1 : 0;
                }
                if (count < 2) {
                    connection.setSoLinger(true, 0);
                } else {
                    OutputStream response = connection.getOutputStream();
                    response.write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void silentServersAreGivenUp() {
        server.answer("/silent", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Patience impatient = new Patience(1, Duration.ZERO, Duration.ofSeconds(20), Duration.ofMillis(100));

        assertThatThrownBy(() -> transport(settings(false), impatient).read(server.address("/silent")))
                .hasMessageContaining("PYF-504")
                .hasMessageContaining("fell silent");
    }

    @Test
    void closedPortsAreAProblemWithRemedies() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertProblem(URI.create("http://127.0.0.1:" + port + "/x"), folder.resolve("file"), "PYF-504", "HTTPS_PROXY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:x", "file:///a%00b", "http://127.0.0.1:99999/x", "http:x", "x"})
    void addressesThatLeadNowhereAreRefused(String address) {
        assertProblem(URI.create(address), folder.resolve("file"), "PYF-520", address);
    }

    @Test
    void unknownSchemesAreRefused() {
        assertProblem(URI.create("ftp://127.0.0.1/x"), folder.resolve("file"), "PYF-520", "ftp://127.0.0.1/x");
    }

    @Test
    void offlineNamesTheWaysOut() throws IOException {
        HttpTransport offline = transport(settings(true), QUICK);
        Files.write(folder.resolve("local"), BODY);

        assertThatThrownBy(() -> offline.read(server.address("/a")))
                .hasMessageContaining("PYF-503")
                .hasMessageContaining("`-o`")
                .hasMessageContaining("-Dpyflink.store");
        assertThat(offline.read(folder.resolve("local").toUri())).contains(BODY);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void followsRedirectionsAndShowsALoginToItsOwnHostOnly() {
        List<String> seen = new ArrayList<>();
        try (LoopbackServer other = new LoopbackServer()) {
            other.answer("/b", exchange -> {
                seen.add("other " + exchange.getRequestHeaders().getFirst("Authorization"));
                LoopbackServer.send(exchange, 200, BODY, 0, BODY.length);
            });
            server.answer("/a", exchange -> {
                seen.add("first " + exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.getResponseHeaders()
                        .set("Location", other.address("/b").toString());
                exchange.sendResponseHeaders(302, -1);
            });
            URI withLogin = URI.create(server.address("/a").toString().replace("//", "//user:se%40cret@"));

            assertThat(transport().read(withLogin)).contains(BODY);
        }
        String basic = Base64.getEncoder().encodeToString("user:se@cret".getBytes(StandardCharsets.UTF_8));
        assertThat(seen).containsExactly("first Basic " + basic, "other null");
    }

    @Test
    void endlessRedirectionsEnd() {
        server.answer("/loop", exchange -> {
            exchange.getResponseHeaders().set("Location", "/loop");
            exchange.sendResponseHeaders(301, -1);
        });

        assertProblem(server.address("/loop"), folder.resolve("file"), "PYF-504", "redirections");
    }

    @Test
    void loginsAreNeverShown() {
        server.answer("/no", exchange -> exchange.sendResponseHeaders(401, -1));
        URI withLogin =
                URI.create(server.address("/no?signature=s3cret").toString().replace("//", "//user:s3cret@"));

        assertThatThrownBy(() -> transport().read(withLogin))
                .hasMessageContaining("~/.netrc")
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("user:s");
    }

    @Test
    void loginsComeFromNetrc() throws IOException {
        Files.writeString(folder.resolve(".netrc"), "machine 127.0.0.1\n login me\n password pass\n");
        List<String> seen = new ArrayList<>();
        server.answer("/a", exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
            LoopbackServer.send(exchange, 200, BODY, 0, 1);
        });
        Environment environment = new Environment(Map.of(), folder);

        transport(new HttpTransport.Settings(environment, List.of(), Logins.of(environment, List.of()), false), QUICK)
                .read(server.address("/a"));

        assertThat(seen).containsExactly("Basic bWU6cGFzcw==");
    }

    @Test
    void proxiesAreAskedInTheHostsPlace() {
        server.answer("/path", exchange -> LoopbackServer.send(exchange, 200, BODY, 0, BODY.length));
        URI proxy = server.address("/");
        Environment environment = new Environment(Map.of("HTTP_PROXY", proxy.toString()), folder);
        HttpTransport transport =
                transport(new HttpTransport.Settings(environment, List.of(), Logins.none(), false), QUICK);

        assertThat(transport.read(URI.create("http://packages.example.com/path")))
                .contains(BODY);
    }

    @Test
    void proxiesGetTheirLogin() {
        List<String> seen = new ArrayList<>();
        server.answer("/path", exchange -> {
            String login = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            if (login == null) {
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
                exchange.sendResponseHeaders(407, -1);
            } else {
                seen.add(login);
                LoopbackServer.send(exchange, 200, BODY, 0, BODY.length);
            }
        });
        ProxyRule rule = new ProxyRule(
                "http", "127.0.0.1", server.address("/").getPort(), Optional.of(new Login("me", "pass")), List.of());
        HttpTransport transport = transport(
                new HttpTransport.Settings(new Environment(Map.of(), folder), List.of(rule), Logins.none(), false),
                QUICK);

        assertThat(transport.read(URI.create("http://packages.example.com/path")))
                .contains(BODY);
        assertThat(seen).containsExactly("Basic bWU6cGFzcw==");
    }

    @Test
    void aFolderThatIsNotThereIsADiskProblem() {
        server.serve("/a", "x/y", BODY);

        assertProblem(server.address("/a"), folder.resolve("no/such/folder/file"), "PYF-508", "no/such/folder");
    }

    private void assertProblem(URI address, Path file, String code, String text) {
        PyFlinkException problem = catchThrowableOfType(
                PyFlinkException.class, () -> transport().download(address, file, Amount.upTo(1 << 20), count -> {}));
        assertThat(problem).hasMessageContaining("[" + code + "]").hasMessageContaining(text);
    }

    private HttpTransport transport() {
        return transport(settings(false), QUICK);
    }

    private static HttpTransport transport(HttpTransport.Settings settings, Patience patience) {
        return new HttpTransport(settings, SilentLog.INSTANCE, patience);
    }

    private HttpTransport.Settings settings(boolean offline) {
        return new HttpTransport.Settings(new Environment(Map.of(), folder), List.of(), Logins.none(), offline);
    }
}
