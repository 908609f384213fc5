package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.GenericUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A proxy that lets nobody through, and says why without an end. */
class RefusingProxyTest {

    @Test
    void whatItSaysEndsBySize() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> refuse(proxy));
            answering.setDaemon(true);
            answering.start();
            ProxySelector.setDefault(
                    ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort())));

            assertThatThrownBy(() -> RegistryTransports.USUAL
                            .secure()
                            .get()
                            .createRequestFactory()
                            .buildGetRequest(new GenericUrl("https://registry.example.com/v2/"))
                            .execute())
                    .isInstanceOf(TooLarge.class)
                    .hasMessageContaining("an error in more than 65536 bytes");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static void refuse(ServerSocket proxy) {
        try (Socket socket = proxy.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.1 502 no\r\nContent-Type: text/plain\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[1 << 16];
            for (int i = 0; i < 1 << 17; i++) {
                out.write(piece);
            }
        } catch (IOException e) {
            // It was left: that is what is wanted.
        }
    }
}
