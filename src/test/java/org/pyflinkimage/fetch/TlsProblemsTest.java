package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CRLReason;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** Each certificate is refused for what is wrong with it. */
class TlsProblemsTest {

    private static final URI ADDRESS = URI.create("https://packages.example.com/x.whl");
    private static final String HERE = "SAN=IP:127.0.0.1";

    @TempDir
    private Path folder;

    /** Those of an authority that is known here, as HTTPS needs it. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            -ext SAN=IP:127.0.0.1 -startdate -9d                    | has run out           | validity check failed | this machine's clock
            -ext SAN=IP:127.0.0.1 -startdate +5d                    | does not hold yet     | and holds from        | may be behind
            -ext SAN=IP:127.0.0.2,DNS:a.test                        | is another host's     | for `127.0.0.2`, `a.test` | a name that the certificate is for
            -ext SAN=DNS:a.test                                     | is another host's     | for `a.test`         | a proxy
            -                                                       | is another host's     | issued by            | a name that
            -ext SAN=IP:127.0.0.1 -keyalg RSA -sigalg MD5withRSA    | too weak              | MD5withRSA           | newer signature
            -ext SAN=IP:127.0.0.1 -keyalg RSA -keysize 1016         | too weak              | 1016                 | longer key
            """)
    void knownAuthorityDoesNotHelpAgainstAllElse(@Nullable String options, String what, String why, String remedy)
            throws Exception {
        boolean rsa = options != null && options.contains("RSA");
        KeyStore keys = LoopbackHttps.keysOfAnAuthority(
                folder,
                rsa,
                Stream.concat(Stream.of("-dname", "CN=host"), words(options)).toArray(String[]::new));

        Problem problem = refusal(keys, Optional.of(keys.getCertificateChain("key")[1]));

        assertThat(problem.code()).isEqualTo("PYF-509");
        assertThat(problem.what()).contains(what);
        assertThat(String.join("\n", problem.why())).contains(why, "`CN=host`", "issued by `CN=authority`");
        assertThat(String.join("\n", problem.remedies())).contains(remedy).doesNotContain("SSL_CERT_FILE");
    }

    @Test
    void authorityThatIsNotKnownIsNamed() throws Exception {
        KeyStore keys = LoopbackHttps.keysOfAnAuthority(folder, false, "-dname", "CN=host", "-ext", HERE);

        Problem problem = refusal(keys, Optional.empty());

        assertThat(problem.toText())
                .contains("[PYF-509]", "is not trusted", "does not know the authority `CN=authority`")
                .contains("SSL_CERT_FILE", "-Djavax.net.ssl.trustStore", "keytool -importcert -cacerts")
                .doesNotContain("whole chain")
                .doesNotContain("clock");
    }

    @Test
    void hostThatDoesNotShowWhatIsBetweenItAndAnAuthorityIsTold() throws Exception {
        KeyStore keys = LoopbackHttps.keysOfAnAuthority(folder, false, "-dname", "CN=host", "-ext", HERE);
        X509Certificate own =
                (X509Certificate) keys.getCertificateChain(keys.aliases().nextElement())[0];
        SSLException failure = new SSLException("refused", new CertPathBuilderException("no path"));
        failure.addSuppressed(new ShownCertificates(new X509Certificate[0], own));

        assertThat(TlsProblems.of(ADDRESS, failure))
                .hasValueSatisfying(problem -> assertThat(problem.toText())
                        .contains(
                                "is not trusted",
                                "does not know the authority `CN=authority`",
                                "shows its own certificate alone",
                                "have to show the whole chain"));
    }

    /** As one that was made anew, where the bundle has the former one. */
    @Test
    void authorityOfAKnownNameIsNotSaidToBeUnknown() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        KeyStore others = LoopbackHttps.keysOfAnAuthority(elsewhere, false, "-dname", "CN=other", "-ext", HERE);
        KeyStore keys = LoopbackHttps.keysOfAnAuthority(folder, false, "-dname", "CN=host", "-ext", HERE);

        Problem problem = refusal(keys, Optional.of(others.getCertificateChain("key")[1]));

        assertThat(problem.toText())
                .contains("[PYF-509]", "is refused", "another client", "issued by `CN=authority`")
                .doesNotContain("does not know");
    }

    @Test
    void certificateThatNobodyVouchesForIsNamedByItsSum() throws Exception {
        KeyStore keys = LoopbackHttps.newKeys(folder, "-dname", "CN=alone", "-ext", HERE);
        Certificate own = keys.getCertificate("key");

        Problem problem = refusal(keys, Optional.empty());

        assertThat(problem.toText())
                .contains("[PYF-509]", "signed by itself alone", "`CN=alone`", "-printcert", "SSL_CERT_FILE")
                .contains(Sha256.of(own.getEncoded()).hex());
        HttpsServer server = LoopbackHttps.start(keys);
        try {
            assertThat(transport(Optional.of(own)).read(address(server))).isPresent();
        } finally {
            server.stop(0);
        }
    }

    /** The host that was asked first is another one, and its certificate is not in question. */
    @Test
    void hostThatARedirectionLeadsToIsTheOneThatIsNamed() throws Exception {
        KeyStore keys = LoopbackHttps.newKeys(folder, "-dname", "CN=alone", "-ext", HERE);
        HttpsServer server = LoopbackHttps.start(keys);
        try (LoopbackServer first = new LoopbackServer()) {
            first.answer("/a", exchange -> {
                exchange.getResponseHeaders().add("Location", address(server).toString());
                exchange.sendResponseHeaders(302, -1);
            });

            assertThatThrownBy(() -> transport(Optional.empty()).read(first.address("/a")))
                    .hasMessageContaining(
                            "The certificate of `" + address(server).getAuthority() + "`");
        } finally {
            server.stop(0);
        }
    }

    static Stream<Arguments> withoutChains() {
        return Stream.of(
                Arguments.of(
                        new CertificateRevokedException(
                                Date.from(Instant.EPOCH),
                                CRLReason.KEY_COMPROMISE,
                                new X500Principal("CN=a"),
                                Map.of()),
                        "was revoked",
                        "have to have a new one"),
                Arguments.of(path(BasicReason.REVOKED), "was revoked", "have to have a new one"),
                Arguments.of(path(BasicReason.UNDETERMINED_REVOCATION_STATUS), "nobody answered", "checkRevocation"),
                Arguments.of(path(BasicReason.EXPIRED), "has run out", "this machine's clock"),
                Arguments.of(path(BasicReason.INVALID_SIGNATURE), "is refused", "another client"),
                Arguments.of(new CertificateException("odd"), "is refused", "SSL_CERT_FILE"));
    }

    @ParameterizedTest
    @MethodSource
    void withoutChains(Exception cause, String what, String remedy) {
        SSLHandshakeException failure = new SSLHandshakeException("PKIX path validation failed");
        failure.initCause(cause);

        assertThat(TlsProblems.of(ADDRESS, failure))
                .hasValueSatisfying(problem -> assertThat(problem.toText())
                        .contains("[PYF-509]", "`packages.example.com`", what, remedy, "PKIX path validation failed"));
    }

    private static CertPathValidatorException path(BasicReason reason) {
        return new CertPathValidatorException("said so", null, null, -1, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            15030300020246                                   | No TLS connection to          | TLS 1.2 or newer
            15030300020228                                   | No TLS connection to          | jdk.tls.client.protocols
            1503030002022a                                   | wants one                     | -Djavax.net.ssl.keyStore=FILE
            15030300020274                                   | wants one                     | -Djavax.net.ssl.keyStore=FILE
            485454502f312e3120343030204261640d0a0d0a         | speaks no TLS                 | `http:`
            """)
    void handshakeThatCannotSucceedIsNotTriedAgain(String answer, String what, String remedy) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> answer(socket, HexFormat.of().parseHex(answer), connections));
            peer.start();
            URI address = URI.create("https://127.0.0.1:" + socket.getLocalPort() + "/");

            assertThatThrownBy(() -> transport(Optional.empty()).read(address))
                    .hasMessageContainingAll("[PYF-553]", address.getAuthority(), what, remedy)
                    .hasMessageNotContaining("The certificate of");
        }
        assertThat(connections).hasValue(1);
    }

    private static void answer(ServerSocket socket, byte[] answer, AtomicInteger connections) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connections.incrementAndGet();
                assertThat(connection.getInputStream().read(new byte[1 << 14])).isPositive();
                connection.getOutputStream().write(answer);
                connection.getOutputStream().flush();
                assertThat(connection.getInputStream().read()).isLessThan(256);
            } catch (IOException e) {
                assertThat(e).isNotNull(); // Whoever asked has gone.
            }
        }
    }

    @Test
    void connectionThatBreaksOffIsNeither() {
        assertThat(TlsProblems.of(ADDRESS, new SSLHandshakeException("Remote host terminated the handshake")))
                .isEmpty();
        assertThat(TlsProblems.of(ADDRESS, new IOException("protocol version"))).isEmpty();
    }

    private static Stream<String> words(@Nullable String options) {
        return options == null ? Stream.of() : Stream.of(options.split(" ", -1));
    }

    private Problem refusal(KeyStore keys, Optional<Certificate> known) throws Exception {
        HttpsServer server = LoopbackHttps.start(keys);
        try {
            return catchThrowableOfType(
                            PyFlinkException.class, () -> transport(known).read(address(server)))
                    .problems()
                    .get(0);
        } finally {
            server.stop(0);
        }
    }

    private HttpTransport transport(Optional<Certificate> known) throws Exception {
        Map<String, String> variables = known.isEmpty()
                ? Map.of()
                : Map.of("SSL_CERT_FILE", bundle(known.get()).toString());
        return new HttpTransport(
                new HttpTransport.Settings(new Environment(variables, folder), List.of(), Logins.none(), false),
                SilentLog.INSTANCE,
                new Patience(2, Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(20)));
    }

    private Path bundle(Certificate authority) throws Exception {
        return Files.writeString(
                folder.resolve("bundle.pem"),
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(new String(
                                Base64.getMimeEncoder().encode(authority.getEncoded()), StandardCharsets.US_ASCII)));
    }

    private static URI address(HttpServer server) {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
