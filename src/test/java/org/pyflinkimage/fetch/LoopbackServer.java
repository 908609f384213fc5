package org.pyflinkimage.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of files on the loopback that remembers what it was asked. */
public final class LoopbackServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    public LoopbackServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Serves these bytes, whole or in ranges, with an entity tag. */
    public LoopbackServer serve(String path, String contentType, byte[] body) {
        return answer(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
                exchange.sendResponseHeaders(200, -1);
            } else if (range == null) {
                send(exchange, 200, body, 0, body.length);
            } else {
                sendRange(exchange, body, range);
            }
        });
    }

    /** Answers a path in its own way. */
    public LoopbackServer answer(String path, HttpHandler handler) {
        answers.put(path, handler);
        return this;
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Method and path of all requests so far, with the Range header where there was one. */
    public List<String> requests() {
        return requests;
    }

    /** The path of all requests so far with the Authorization header of each, which may be none. */
    public List<String> authorizations() {
        return authorizations;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Sends a part of a body under the head of that part. */
    static void send(HttpExchange exchange, int status, byte[] body, int start, int end) throws IOException {
        exchange.sendResponseHeaders(status, end == start ? -1 : end - start);
        if (end > start) {
            exchange.getResponseBody().write(body, start, end - start);
        }
    }

    private static void sendRange(HttpExchange exchange, byte[] body, String range) throws IOException {
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        int start =
                ends[0].isEmpty() ? Math.max(0, body.length - Integer.parseInt(ends[1])) : Integer.parseInt(ends[0]);
        int end = ends[0].isEmpty() || ends[1].isEmpty()
                ? body.length
                : Math.min(body.length, Integer.parseInt(ends[1]) + 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(start, end - 1, body.length));
        send(exchange, 206, body, start, end);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String path = exchange.getRequestURI().getRawPath();
        requests.add(exchange.getRequestMethod() + " " + path + (range == null ? "" : " " + range));
        authorizations.add(
                path + " " + String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        HttpHandler handler = answers.get(path);
        try (exchange) {
            if (handler == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                handler.handle(exchange);
            }
        }
    }
}
