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
        Path said = folder.resolve("keytool.txt");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "key"));
        words.addAll(List.of("-keyalg", "EC", "-validity", "2", "-storetype", "PKCS12"));
        words.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
        words.addAll(List.of(certificate));
        Process made = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as(Files.readString(said)).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
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
