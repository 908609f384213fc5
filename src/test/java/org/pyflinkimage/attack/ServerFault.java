package org.pyflinkimage.attack;

import static org.pyflinkimage.attack.FaultyServer.write;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.pyflinkimage.attack.FaultyServer.Asked;
import org.pyflinkimage.attack.FaultyServer.Fault;

/** What a server of packages may do wrong. */
@SuppressWarnings("ImmutableEnumChecker") // The faults have no state.
enum ServerFault {
    FORBIDS((asked, right, client) -> write(client, head("403 Forbidden", 0))),
    HAS_NOT((asked, right, client) -> write(client, head("404 Not Found", 0))),
    FAILS((asked, right, client) -> write(client, head("500 Internal Server Error", 0))),
    IS_BUSY((asked, right, client) ->
            write(client, "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
    IS_BUSY_FOR_YEARS((asked, right, client) -> write(
            client, "HTTP/1.1 429 Slow\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
    SENDS_ANOTHER_FILE((asked, right, client) -> body(client, "200 OK", inverted(right))),
    SENDS_ONE_WRONG_BIT((asked, right, client) -> body(client, "200 OK", withWrongBit(right))),
    SENDS_A_PAGE((asked, right, client) ->
            body(client, "200 OK", "<html>log in</html>".getBytes(StandardCharsets.US_ASCII))),
    SENDS_NOTHING((asked, right, client) -> body(client, "200 OK", new byte[0])),
    SENDS_A_BYTE_LESS((asked, right, client) -> body(client, "200 OK", Arrays.copyOf(right, right.length - 1))),
    SENDS_A_BYTE_MORE((asked, right, client) -> body(client, "200 OK", Arrays.copyOf(right, right.length + 1))),
    BREAKS_OFF((asked, right, client) -> {
        write(client, head("200 OK", right.length));
        client.getOutputStream().write(right, 0, right.length / 2);
    }),
    BREAKS_OFF_WITHOUT_A_SIZE((asked, right, client) -> {
        write(client, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        client.getOutputStream().write(right, 0, right.length / 2);
    }),
    RESETS((asked, right, client) -> {
        write(client, head("200 OK", right.length));
        client.setSoLinger(true, 0);
    }),
    HANGS_UP((asked, right, client) -> client.close()),
    SPEAKS_NO_HTTP((asked, right, client) -> write(client, "220 ready\r\n\r\n")),
    SENDS_HALF_A_HEAD((asked, right, client) -> write(client, "HTTP/1.1 200 OK\r\nContent-Len")),
    SENDS_A_HEAD_WITHOUT_END((asked, right, client) -> {
        write(client, "HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 100_000; i++) {
            write(client, "X-%s: %s\r\n".formatted(i, "x".repeat(1000)));
        }
    }),
    SENDS_WITHOUT_END((asked, right, client) -> {
        write(client, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while (true) {
            client.getOutputStream().write(new byte[1 << 16]);
        }
    }),
    STATES_A_NEGATIVE_SIZE((asked, right, client) -> write(client, head("200 OK", -7))),
    STATES_TWO_SIZES((asked, right, client) -> {
        write(client, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\n");
        client.getOutputStream().write(right);
    }),
    SENDS_BROKEN_CHUNKS((asked, right, client) ->
            write(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n")),
    STATES_A_COMPRESSION((asked, right, client) -> {
        write(
                client,
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %s\r\n\r\n".formatted(right.length));
        client.getOutputStream().write(right);
    }),
    HAS_NO_CONTENT((asked, right, client) -> write(client, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")),
    SAYS_THAT_NOTHING_CHANGED((asked, right, client) -> write(client, head("304 Not Modified", 0))),
    SENDS_A_PART((asked, right, client) -> {
        write(
                client,
                "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 1-2/%s\r\nContent-Length: 2\r\n\r\n"
                        .formatted(right.length));
        client.getOutputStream().write(right, 1, 2);
    }),
    LEADS_TO_ITSELF((asked, right, client) -> write(client, redirection(asked.path()))),
    LEADS_TO_A_FILE((asked, right, client) -> write(client, redirection("file:///etc/hostname"))),
    LEADS_NOWHERE((asked, right, client) -> write(client, redirection("http://127.0.0.1:1/x"))),
    LEADS_TO_NO_ADDRESS((asked, right, client) -> write(client, redirection("http://[::%zz"))),
    LEADS_ON_WITHOUT_AN_ADDRESS((asked, right, client) -> write(client, head("302 Found", 0))),
    SENDS_CONTROL_CHARACTERS(
            (asked, right, client) -> write(client, "HTTP/1.1 403 \u001b[31mno\u0007\r\nContent-Length: 0\r\n\r\n")),
    DRIPS((asked, right, client) -> {
        write(client, head("200 OK", right.length));
        for (int i = 0; i < Math.min(20, right.length); i++) {
            client.getOutputStream().write(right, i, 1);
            client.getOutputStream().flush();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }),
    GOES_ON_WITH_ANOTHER_FILE((asked, right, client) -> {
        if (asked.from().isEmpty()) {
            write(
                    client,
                    "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nAccept-Ranges: bytes\r\nContent-Length: %s\r\n\r\n"
                            .formatted(right.length));
            client.getOutputStream().write(right, 0, right.length / 2);
        } else {
            FaultyServer.answer(asked, inverted(right), client);
        }
    });

    private final Fault fault;

    ServerFault(Fault fault) {
        this.fault = fault;
    }

    void answer(Asked asked, byte[] right, Socket client) throws Exception {
        fault.answer(asked, right, client);
    }

    private static void body(Socket client, String status, byte[] bytes) throws Exception {
        write(client, head(status, bytes.length));
        client.getOutputStream().write(bytes);
    }

    private static String head(String status, int size) {
        return "HTTP/1.1 %s\r\nContent-Length: %s\r\nConnection: close\r\n\r\n".formatted(status, size);
    }

    private static String redirection(String to) {
        return "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".formatted(to);
    }

    private static byte[] inverted(byte[] bytes) {
        byte[] inverted = bytes.clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] ^= (byte) 0xff;
        }
        return inverted;
    }

    private static byte[] withWrongBit(byte[] bytes) {
        byte[] wrong = bytes.clone();
        wrong[wrong.length / 2] ^= 1;
        return wrong;
    }
}
