package org.pyflinkimage.resolve.debian;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import org.pyflinkimage.debian.SigningKey;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** An apt archive on loopback, signed with a key of its own, and the transport that reaches it. */
final class FakeArchive implements Transport, AutoCloseable {

    /** When all of it was published, unless it says something else. */
    private static final String DATE = "Tue, 24 Nov 2026 12:00:00 UTC";

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> interrupted = new ArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final SigningKey key = SigningKey.generate();

    FakeArchive() {
        server = server();
        server.createContext("/", exchange -> {
            byte[] body = files.get(exchange.getRequestURI().getPath());
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address(String folder) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + folder);
    }

    void put(String path, byte[] bytes) {
        files.put(path, bytes);
    }

    void remove(String path) {
        files.remove(path);
    }

    /** Files with that in their paths. */
    List<String> paths(String part) {
        return files.keySet().stream().filter(path -> path.contains(part)).toList();
    }

    /** From now on everything below a folder fails, as an archive does that forbids or is away. */
    void refuse(String folder) {
        refused.add(folder);
    }

    /** Whoever asks for something there is interrupted. */
    void interrupt(String folder) {
        interrupted.add(folder);
    }

    byte[] get(String path) {
        return files.get(path);
    }

    /** Paths asked for that end so. */
    List<String> asked(String end) {
        return asked.stream().filter(path -> path.endsWith(end)).toList();
    }

    /** A suite to be published below {@code /folder/dists/name}. */
    Suite suite(String folder, String name) {
        return new Suite(folder, name);
    }

    @Override
    public Optional<byte[]> read(URI address) {
        if (refused.stream().anyMatch(address.getPath()::startsWith)) {
            throw Problem.environment("PYF-599", "refused").toException();
        }
        if (interrupted.stream().anyMatch(address.getPath()::startsWith)) {
            throw Problem.environment("PYF-521", "The build was interrupted").toException();
        }
        try {
            HttpResponse<byte[]> response =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void download(URI address, Path file, Amount amount, LongConsumer received) {
        throw new UnsupportedOperationException("nothing is downloaded while resolving");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The indexes of a suite while they are put together. */
    final class Suite {

        private final String folder;
        private final String base;
        private final String name;
        private final List<String> fields = new ArrayList<>();
        private final List<String> sums = new ArrayList<>();
        private final Set<String> components = new LinkedHashSet<>();
        private boolean byHash;

        private Suite(String folder, String name) {
            this.folder = folder;
            this.base = "/" + folder + "/dists/" + name + "/";
            this.name = name;
        }

        Suite field(String field) {
            fields.add(field);
            return this;
        }

        /** From here on, indexes lie under their sums only. */
        Suite byHash() {
            byHash = true;
            return field("Acquire-By-Hash: yes");
        }

        /** An index of a component, with what follows it as compression: {@code .xz}. */
        Suite index(String component, String extension, String... stanzas) throws IOException {
            components.add(component);
            String path = component + "/binary-amd64/Packages";
            byte[] text = String.join("\n", stanzas).getBytes(StandardCharsets.UTF_8);
            byte[] compressed = compress(text, extension);
            list(path, text);
            if (!extension.isEmpty()) {
                list(path + extension, compressed);
            }
            String folder = base + component + "/binary-amd64/";
            put(
                    byHash ? folder + "by-hash/SHA256/" + Sha256.of(compressed).hex() : base + path + extension,
                    compressed);
            return this;
        }

        /** A file as it is, whatever its name says. */
        Suite file(String path, byte[] bytes) {
            list(path, bytes);
            put(base + path, bytes);
            return this;
        }

        void publish() {
            publish(key);
        }

        /** With updates beside it that have nothing, where a release has none yet. */
        void publish(SigningKey by) {
            put(base + "InRelease", by.sign(text()));
            if (!name.contains("-")) {
                empty(folder, "-updates", by);
                empty(Set.of("jammy", "noble").contains(name) ? folder : folder + "-security", "-security", by);
            }
        }

        private void empty(String where, String rest, SigningKey by) {
            Suite updates = suite(where, name + rest);
            if (get(updates.base + "InRelease") == null) {
                for (String component : components) {
                    updates.file(component + "/binary-amd64/Packages", new byte[0]);
                }
                updates.publish(by);
            }
        }

        String text() {
            String head = absent("Codename:", name) + absent("Date:", DATE);
            return head + String.join("\n", fields) + "\nSHA256:\n" + String.join("\n", sums) + "\n";
        }

        private String absent(String field, String value) {
            return fields.stream().anyMatch(known -> known.startsWith(field)) ? "" : field + " " + value + "\n";
        }

        private void list(String path, byte[] bytes) {
            sums.add(" %s %d %s".formatted(Sha256.of(bytes).hex(), bytes.length, path));
        }
    }

    private static byte[] compress(byte[] bytes, String extension) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (var stream = switch (extension) {
            case ".xz" -> new XZOutputStream(compressed, new LZMA2Options(0));
            case ".gz" -> new GZIPOutputStream(compressed);
            default -> compressed;
        }) {
            stream.write(bytes);
        }
        return compressed.toByteArray();
    }
}
