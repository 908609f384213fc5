package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Servers on loopback that speak HTTPS, by a certificate that nobody trusts; they answer {@code ok}. */
public final class LoopbackHttps {

    private static final String PASSWORD = "changeit";

    private LoopbackHttps() {}

    /**
     * A new key, under the alias {@code key}, with its certificate.
     *
     * @param certificate options of keytool that say what that is for
     */
    public static KeyStore newKeys(Path folder, String... certificate) throws Exception {
        Path file = folder.resolve("keys.p12");
        add(file, "key", certificate);
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    /**
     * The same, of an authority of its own: {@code CN=authority}, whose certificate follows the key's.
     *
     * @param rsa whether its key is of RSA, and signs so
     */
    static KeyStore keysOfAnAuthority(Path folder, boolean rsa, String... certificate) throws Exception {
        Path file = folder.resolve("keys.p12");
        add(file, "authority", "-dname", "CN=authority", "-ext", "bc:c", "-keyalg", rsa ? "RSA" : "EC");
        add(
                file,
                "key",
                Stream.concat(Stream.of("-signer", "authority"), Stream.of(certificate))
                        .toArray(String[]::new));
        KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        keys.deleteEntry("authority");
        return keys;
    }

    private static void add(Path file, String alias, String... options) throws Exception {
        Path said = file.resolveSibling("keytool.txt");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", alias));
        words.addAll(List.of("-keyalg", "EC", "-validity", "2", "-storetype", "PKCS12"));
        words.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
        words.addAll(List.of(options));
        Process made = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as(Files.readString(said)).isZero();
    }

    /** A server that has begun. */
    public static HttpsServer start(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.start();
        return server;
    }
}
