package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.LoopbackHttps;
import org.pyflinkimage.image.RegistryHttp.Reach;
import org.pyflinkimage.value.KeptLog;

/** A registry whose certificate nobody knows. */
class RegistryTlsTest {

    @TempDir
    private Path folder;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        server = LoopbackHttps.start(LoopbackHttps.newKeys(folder, "-dname", "CN=elsewhere"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isNotSpokenToUnlessThatIsAllowed() {
        assertThatThrownBy(() -> answer(false)).isInstanceOf(SSLException.class);
    }

    /** Neither its authority is known then nor its name right. */
    @Test
    void isSpokenToWhereThatIsAllowed() throws IOException {
        assertThat(answer(true)).isEqualTo("ok");
    }

    /** A certificate stays as it is; a connection that breaks off may hold the next time. */
    @ParameterizedTest
    @CsvSource({"true, PYF-845, no trusted connection, 0", "false, PYF-846, cannot be reached, 1"})
    void certificateIsToldAsOneAndAnEndAsThat(boolean speaks, String code, String what, int again) throws Exception {
        KeptLog log = new KeptLog();
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> hangUp(mute));
            peer.start();
            int port = speaks ? server.getAddress().getPort() : mute.getLocalPort();
            ImageReference place = ImageReference.parse("127.0.0.1:" + port + "/team/x:1");
            RegistryHttp http = new RegistryHttp("127.0.0.1:" + port, new Reach(false, false), Patience.USUAL);
            RegistryCalls calls = new RegistryCalls(place, RegistryProblems::of, List.of(Duration.ofMillis(1)), log);

            assertThatThrownBy(() -> calls.call(() -> http.get(
                            new URL("https://127.0.0.1:" + port + "/v2/"),
                            Request.builder().build())))
                    .hasMessageContainingAll(code, what);
            assertThat(log.notes).hasSize(again);
        }
    }

    /** Ends each connection once the client has greeted. */
    private static void hangUp(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                assertThat(connection.getInputStream().read(new byte[1 << 14])).isPositive();
            } catch (IOException e) {
                return;
            }
        }
    }

    private String answer(boolean insecure) throws IOException {
        String place = "127.0.0.1:" + server.getAddress().getPort();
        RegistryHttp http = new RegistryHttp(place, new Reach(insecure, insecure), Patience.USUAL);
        try (Response response = http.call(
                "GET", new URL("https://" + place + "/v2/"), Request.builder().build())) {
            return new String(response.getBody().readAllBytes(), StandardCharsets.US_ASCII);
        } finally {
            http.shutDown();
        }
    }
}
