package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.SilentLog;

/** Certificates: a server whose authority only a bundle of the user knows. */
class HttpsTest {

    @TempDir
    private static Path folder;

    private static KeyStore keys;

    private HttpsServer server;
    private Path bundle;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = LoopbackHttps.newKeys(folder, "-dname", "CN=loopback", "-ext", "SAN=IP:127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        server = LoopbackHttps.start(keys);
        String encoded = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("key").getEncoded());
        String broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        bundle = Files.writeString(
                folder.resolve("bundle.pem"),
                "# ours\n" + broken + "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"})
    void authoritiesOfTheBundleAreTrusted(String variable) {
        assertThat(transport(Map.of(variable, bundle.toString())).read(address()))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("ok"));
    }

    @Test
    void otherAuthoritiesAreAProblemThatNamesTheBundle() {
        assertThatThrownBy(() -> transport(Map.of()).read(address()))
                .hasMessageContaining("PYF-509")
                .hasMessageContaining("SSL_CERT_FILE");
        assertThatThrownBy(
                        () -> transport(Map.of("SSL_CERT_FILE", "/nowhere.pem")).read(address()))
                .hasMessageContaining("PYF-509");
    }

    /** Of a login in either address nothing is shown. */
    @Test
    void wayToPlainHttpIsNotTaken() {
        server.createContext("/leads", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://me:s3cret@127.0.0.1:1/x?token=s3cret");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        HttpTransport transport = transport(Map.of("SSL_CERT_FILE", bundle.toString()));
        URI leading = address().resolve("/leads");

        assertThatThrownBy(() -> transport.read(leading))
                .hasMessageContaining("[PYF-554] `%s` leads from HTTPS to plain HTTP: `http://127.0.0.1:1/x", leading)
                .hasMessageContainingAll("-Dpyflink.indexes", "-Dpyflink.debianMirror")
                .hasMessageNotContainingAny("s3cret", "is no address", "pyflink.lock");
    }

    @Test
    void wayToAnotherSchemeIsNotTaken() {
        server.createContext("/leads", exchange -> {
            exchange.getResponseHeaders().set("Location", "ftp://127.0.0.1/x");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        HttpTransport transport = transport(Map.of("SSL_CERT_FILE", bundle.toString()));

        assertThatThrownBy(() -> transport.read(address().resolve("/leads")))
                .hasMessageContaining("[PYF-520] `ftp://127.0.0.1/x` is no address to fetch from");
    }

    @Test
    void aHandshakeThatBreaksOffIsTriedAgain() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> hangUp(socket, connections));
            peer.start();
            URI broken = URI.create("https://127.0.0.1:" + socket.getLocalPort() + "/");
            Patience twice = new Patience(2, Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(20));

            assertThatThrownBy(() -> new HttpTransport(settings(Map.of()), SilentLog.INSTANCE, twice).read(broken))
                    .hasMessageContaining("PYF-504")
                    .hasMessageNotContaining("SSL_CERT_FILE");
        }
        assertThat(connections).hasValueGreaterThanOrEqualTo(2);
    }

    /** Ends each connection once the client has greeted. */
    private static void hangUp(ServerSocket socket, AtomicInteger connections) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connections.incrementAndGet();
                byte[] hello = new byte[1 << 14];
                assertThat(connection.getInputStream().read(hello)).isPositive();
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void theJvmsOwnAuthoritiesStayTrusted() throws Exception {
        SSLContext context =
                TrustedAuthorities.context(new Environment(Map.of("SSL_CERT_FILE", bundle.toString()), folder));

        assertThat(context).isNotSameAs(SSLContext.getDefault());
    }

    /** One with a client's own key, or that an extension of Maven has made, knows more than can be asked of it. */
    @Test
    void contextThatTheUserHasShapedStaysAsItIs() throws Exception {
        Environment environment = new Environment(Map.of(), folder);
        SSLContext usual = SSLContext.getDefault();
        SSLContext shaped = SSLContext.getInstance("TLS");
        shaped.init(null, null, null);
        try {
            System.setProperty("javax.net.ssl.keyStore", "keys.p12");
            assertThat(TrustedAuthorities.context(environment)).isSameAs(usual);
            System.clearProperty("javax.net.ssl.keyStore");
            assertThat(TrustedAuthorities.context(environment)).isNotSameAs(usual);
            SSLContext.setDefault(shaped);
            assertThat(TrustedAuthorities.context(environment)).isSameAs(shaped);
        } finally {
            System.clearProperty("javax.net.ssl.keyStore");
            SSLContext.setDefault(usual);
        }
    }

    private HttpTransport transport(Map<String, String> variables) {
        return new HttpTransport(settings(variables), SilentLog.INSTANCE);
    }

    private static HttpTransport.Settings settings(Map<String, String> variables) {
        Environment environment = new Environment(variables, folder);
        return new HttpTransport.Settings(environment, List.of(), Logins.none(), false);
    }

    private URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
