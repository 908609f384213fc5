package org.pyflinkimage.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.value.Sha256;

/**
 * A registry in memory on a loopback port: the part of the distribution API that pushes and pulls use.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI distribution specification</a>
 */
public final class FakeRegistry implements AutoCloseable {

    public final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    public final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    public final Map<String, String> mediaTypes = new ConcurrentHashMap<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /** Requests that came with a login, after the host that they asked for. */
    final List<String> logins = new CopyOnWriteArrayList<>();

    /** All that came, by whatever name of this server. */
    final List<Sent> sent = new CopyOnWriteArrayList<>();

    /**
     * A request.
     *
     * @param authorization the header; empty where there is none
     */
    record Sent(String host, String request, String authorization, String body) {}

    private final List<RegistryFault> faults = new CopyOnWriteArrayList<>();

    private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final PlainPort port;

    /** Whether it takes blobs over from its other repositories, which the specification leaves to it. */
    volatile boolean takesOver = true;

    /** Begins the tokens that say what they are for. */
    private static final String SPEAKING = base64("{\"alg\":\"none\"}") + ".";

    private volatile Optional<Set<String>> readable = Optional.empty();
    private volatile String subject = "";

    private volatile String challenge = "";
    private volatile String authorization = "";
    private volatile String failingPart = "";
    private volatile int failure;
    private final AtomicInteger failures = new AtomicInteger();

    public FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        port = new PlainPort(server.getAddress().getPort(), threads);
    }

    /** One for a test that has nothing else to set up. */
    public static FakeRegistry started() {
        try {
            return new FakeRegistry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Host and port. */
    public String name() {
        return "127.0.0.1:" + port.port();
    }

    /** The same server by another host's name. */
    String alias() {
        return "localhost:" + port.port();
    }

    /** Asks these before it answers as it should. */
    void misbehave(RegistryFault... more) {
        faults.addAll(List.of(more));
    }

    /** Lets only this user in, by HTTP's Basic scheme. */
    public void requireBasic(String user, String password) {
        challenge = "Basic realm=\"fake\"";
        authorization = basic(user, password);
    }

    /** Lets only those in who fetched a token with this login. */
    public void requireToken(String user, String password) {
        requireTokenOf(name(), user, password);
    }

    /** Lets only those in who fetched a token from that host with this login. */
    void requireTokenOf(String host, String user, String password) {
        challenge = "Bearer realm=\"http://" + host + "/token\",service=\"fake\"";
        authorization = basic(user, password);
    }

    /** Gives out tokens that say which of these repositories, where they are asked for, they let their owner read. */
    void grant(String owner, String... repositories) {
        subject = owner;
        readable = Optional.of(Set.of(repositories));
    }

    /** Answers the next so many requests whose method and path contain this with that status. */
    public void fail(String part, int status, int times) {
        failingPart = part;
        failure = status;
        failures.set(times);
    }

    @Override
    public void close() throws IOException {
        port.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(request);
            if (exchange.getRequestHeaders().getFirst("Authorization") != null) {
                logins.add(exchange.getRequestHeaders().getFirst("Host") + " " + request);
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            sent.add(new Sent(
                    exchange.getRequestHeaders().getFirst("Host"),
                    request,
                    String.valueOf(exchange.getRequestHeaders()
                            .getOrDefault("Authorization", List.of(""))
                            .get(0)),
                    new String(body, StandardCharsets.ISO_8859_1)));
            if (isFaulty(exchange, request)) {
                return;
            }
            if (request.contains("/token")) {
                answerToken(exchange);
            } else if (!isAuthorized(exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
                error(exchange, 401, "UNAUTHORIZED");
            } else if (request.contains(failingPart) && failures.getAndDecrement() > 0) {
                error(exchange, failure, "SOMETHING");
            } else {
                answer(exchange, request, body);
            }
        }
    }

    private boolean isFaulty(HttpExchange exchange, String request) throws IOException {
        for (RegistryFault fault : faults) {
            if (fault.answers(exchange, request)) {
                return true;
            }
        }
        return false;
    }

    private void answer(HttpExchange exchange, String request, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals("/v2/")) {
            send(exchange, 200, new byte[0]);
        } else if (request.startsWith("HEAD") && path.contains("/blobs/")) {
            head(exchange, blobs.get(path));
        } else if (request.startsWith("POST")
                && takesOver
                && isThere(exchange.getRequestURI().getQuery())) {
            String digest = parameter(exchange.getRequestURI().getQuery(), "mount");
            String blob = path.substring(0, path.indexOf("uploads/")) + digest;
            blobs.put(blob, blobs.get(placeOf(exchange.getRequestURI().getQuery())));
            accept(exchange, 201, blob);
        } else if (request.startsWith("POST") && path.endsWith("/blobs/uploads/")) {
            String upload = path + names.incrementAndGet();
            begin(upload);
            accept(exchange, 202, upload);
        } else if (request.startsWith("PATCH")) {
            begin(path);
            uploads.get(path).writeBytes(body);
            accept(exchange, 202, path);
        } else if (request.startsWith("PUT") && path.contains("/blobs/uploads/")) {
            commit(exchange, path, body);
        } else if (request.startsWith("PUT") && path.contains("/manifests/")) {
            manifests.put(last, body);
            mediaTypes.put(last, exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.getResponseHeaders()
                    .set("Docker-Content-Digest", Sha256.of(body).digest());
            accept(exchange, 201, path);
        } else if (request.startsWith("GET") && blobs.containsKey(path)) {
            send(exchange, 200, blobs.get(path));
        } else if (request.startsWith("GET") && manifests.containsKey(last)) {
            exchange.getResponseHeaders().set("Content-Type", mediaTypes.get(last));
            send(exchange, 200, manifests.get(last));
        } else {
            error(exchange, 404, "NAME_UNKNOWN");
        }
    }

    /** Whether another repository has what is asked to be taken over from it. */
    private boolean isThere(String query) {
        return query != null && query.contains("mount=") && blobs.containsKey(placeOf(query));
    }

    private static String placeOf(String query) {
        return "/v2/%s/blobs/%s".formatted(parameter(query, "from"), parameter(query, "mount"));
    }

    private static String parameter(String query, String name) {
        return Stream.of(query.split("&"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** Makes a place for an upload, where there is none. */
    void begin(String path) {
        uploads.putIfAbsent(path, new ByteArrayOutputStream());
    }

    private void commit(HttpExchange exchange, String path, byte[] body) throws IOException {
        begin(path);
        ByteArrayOutputStream upload = uploads.remove(path);
        upload.writeBytes(body);
        String digest = Sha256.of(upload.toByteArray()).digest();
        if (!exchange.getRequestURI().getQuery().contains("digest=" + digest)) {
            error(exchange, 400, "DIGEST_INVALID");
            return;
        }
        String blob = path.substring(0, path.indexOf("uploads/")) + digest;
        blobs.put(blob, upload.toByteArray());
        accept(exchange, 201, blob);
    }

    private void answerToken(HttpExchange exchange) throws IOException {
        boolean known = authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (known) {
            String token = readable.map(
                            names -> speaking(names, exchange.getRequestURI().getQuery()))
                    .orElse("secret-token");
            send(exchange, 200, "{\"token\":\"%s\"}".formatted(token).getBytes(StandardCharsets.UTF_8));
        } else {
            error(exchange, 401, "UNAUTHORIZED");
        }
    }

    /** A JSON Web Token without a signature. */
    private String speaking(Set<String> names, String query) {
        String access = Stream.of(query.split("&", -1))
                .filter(part -> part.startsWith("scope=repository:"))
                .map(part -> part.split(":", -1)[1])
                .filter(names::contains)
                .map("{\"type\":\"repository\",\"name\":\"%s\",\"actions\":[\"pull\"]}"::formatted)
                .collect(Collectors.joining(","));
        return SPEAKING + base64("{\"sub\":\"%s\",\"access\":[%s]}".formatted(subject, access)) + ".none";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isAuthorized(HttpExchange exchange) {
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        if (challenge.startsWith("Bearer")) {
            String token = readable.isPresent() ? SPEAKING : "secret-token";
            return sent != null && sent.startsWith("Bearer " + token);
        }
        return challenge.isEmpty() || authorization.equals(sent);
    }

    private static void head(HttpExchange exchange, byte[] blob) throws IOException {
        if (blob == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(blob.length));
            exchange.getResponseHeaders()
                    .set("Docker-Content-Digest", Sha256.of(blob).digest());
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static void accept(HttpExchange exchange, int status, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(status, -1);
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        String body = "{\"errors\":[{\"code\":\"%s\",\"message\":\"in words\"}]}".formatted(code);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) {
        try {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String basic(String user, String password) {
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }
}
