package org.pyflinkimage.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server of a folder's files on loopback that may do anything wrong that a socket permits: the JDK's server writes heads that are
 * right, whatever a test wants.
 */
final class FaultyServer implements AutoCloseable {

    /** What is asked for. */
    record Asked(String path, Optional<Integer> from) {}

    /** An answer that is none, or not the right one. */
    @FunctionalInterface
    interface Fault {
        /**
         * Answers a request.
         *
         * @param right what the answer should have been
         */
        void answer(Asked asked, byte[] right, Socket client) throws Exception;
    }

    private final Path folder;
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String victim = "";
    private volatile int times;
    private volatile Fault fault = (asked, right, client) -> {};

    FaultyServer(Path folder) throws IOException {
        this.folder = folder;
        threads.execute(this::acceptAll);
    }

    URI address() {
        return URI.create("http://127.0.0.1:%s/".formatted(socket.getLocalPort()));
    }

    /** From now on, so many requests for files whose names have that text are answered wrongly. */
    void misbehave(String part, int howOften, Fault wrong) {
        victim = part;
        times = howOften;
        fault = wrong;
        requests.clear();
    }

    /** The paths asked for since it misbehaves. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }

    /** Writes ASCII, as heads are. */
    static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    /** Answers as it should be, whole or from a byte on. */
    static void answer(Asked asked, byte[] right, Socket client) throws IOException {
        int from = asked.from().orElse(0);
        String range = asked.from().isEmpty()
                ? ""
                : "Content-Range: bytes %s-%s/%s\r\n".formatted(from, right.length - 1, right.length);
        write(
                client,
                "HTTP/1.1 %s\r\nETag: \"tag\"\r\nContent-Length: %s\r\n%sConnection: close\r\n\r\n"
                        .formatted(range.isEmpty() ? "200 OK" : "206 Partial Content", right.length - from, range));
        OutputStream out = client.getOutputStream();
        out.write(right, from, right.length - from);
        out.flush();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            Asked asked = read(new BufferedInputStream(client.getInputStream()));
            requests.add(asked.path());
            Path file = folder.resolve(asked.path().substring(1));
            byte[] right = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            if (isWrong(asked)) {
                fault.answer(asked, right, client);
            } else {
                answer(asked, right, client);
            }
        } catch (Exception e) {
            // Whoever asked hung up, or the test is over.
        }
    }

    private synchronized boolean isWrong(Asked asked) {
        if (victim.isEmpty() || !asked.path().contains(victim) || times <= 0) {
            return false;
        }
        times--;
        return true;
    }

    private static Asked read(InputStream in) throws IOException {
        String path = line(in).split(" ", -1)[1];
        Optional<Integer> from = Optional.empty();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.matches("(?i)range: *bytes=\\d+-.*")) {
                from = Optional.of(Integer.parseInt(line.replaceAll("\\D+(\\d+)-.*", "$1")));
            }
        }
        return new Asked(path, from);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the request ends early");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
