package org.pyflinkimage.resolve.python;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.value.Sha256;

/** A package index on the loopback with small made distributions. */
final class LoopbackIndex implements AutoCloseable {

    /** What the pages of the index tell of its files. */
    enum Form {
        JSON("application/vnd.pypi.simple.v1+json"),
        HTML("text/html"),
        HTML_WITHOUT_SUMS("text/html");

        private final String contentType;

        Form(String contentType) {
            this.contentType = contentType;
        }
    }

    private final LoopbackServer server = new LoopbackServer();
    private final SortedMap<String, SortedMap<String, byte[]>> projects = new TreeMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Form form;
    private final Optional<String> login;

    LoopbackIndex(Form form, Optional<String> login) {
        this.form = form;
        this.login = login;
    }

    /** Adds a wheel such as {@code six-1.0-py3-none-any.whl}. */
    LoopbackIndex wheel(String fileName, String... requirements) {
        return file(fileName.split("-", -1)[0], fileName, bytesOfWheel(fileName, requirements));
    }

    /** A wheel with nothing in it but a package. */
    static byte[] bytesOfWheel(String fileName, String... requirements) {
        String[] parts = fileName.split("-", -1);
        StringBuilder metadata =
                new StringBuilder("Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(parts[0], parts[1]));
        for (String requirement : requirements) {
            metadata.append("Requires-Dist: ").append(requirement).append('\n');
        }
        String folder = parts[0] + "-" + parts[1] + ".dist-info/";
        String tag = fileName.substring(parts[0].length() + parts[1].length() + 2, fileName.length() - ".whl".length());
        Map<String, String> files = new TreeMap<>(Map.of(
                parts[0] + "/__init__.py",
                "",
                folder + "METADATA",
                metadata.toString(),
                folder + "WHEEL",
                "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: " + tag + "\n",
                folder + "RECORD",
                ""));
        return zip(files);
    }

    /** Adds an sdist, whose content nobody reads. */
    LoopbackIndex sdist(String project, String fileName) {
        return file(project, fileName, fileName.getBytes(StandardCharsets.UTF_8));
    }

    /** Says of a file, in pages in JSON, that its publisher has withdrawn it. */
    LoopbackIndex withdraw(String fileName) {
        withdrawn.add(fileName);
        return this;
    }

    /** The sum of a file of a project. */
    Sha256 sum(String project, String fileName) {
        return Sha256.of(projects.get(project).get(fileName));
    }

    URI simple() {
        return server.address("/simple/");
    }

    URI files() {
        return server.address("/files/");
    }

    LoopbackServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }

    LoopbackIndex file(String project, String fileName, byte[] bytes) {
        String name = project.replaceAll("[-_.]+", "-");
        projects.computeIfAbsent(name, key -> new TreeMap<>()).put(fileName, bytes);
        server.serve("/files/" + name + "/" + fileName, "application/octet-stream", bytes);
        server.answer("/simple/" + name + "/", exchange -> page(exchange, name));
        return this;
    }

    private void page(HttpExchange exchange, String name) throws IOException {
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (login.isPresent() && !given.equals("Basic " + base64(login.get()))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"index\"");
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        StringBuilder links = new StringBuilder();
        projects.get(name).forEach((fileName, bytes) -> links.append(link(name, fileName, bytes)));
        String page = form == Form.JSON
                ? "{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"%s\",\"versions\":[],\"files\":[%s]}"
                        .formatted(name, links.substring(1))
                : "<!DOCTYPE html><html><body>" + links + "</body></html>";
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", form.contentType);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private String link(String name, String fileName, byte[] bytes) {
        String path = "../../files/" + name + "/" + fileName;
        String sum = Sha256.of(bytes).hex();
        return switch (form) {
            case JSON ->
                ",{\"filename\":\"%s\",\"url\":\"%s\",\"size\":%d,\"hashes\":{\"sha256\":\"%s\"},\"upload-time\":\"%s\",\"yanked\":%s}"
                        .formatted(
                                fileName,
                                path,
                                bytes.length,
                                sum,
                                "2026-06-01T00:00:00Z",
                                withdrawn.contains(fileName));
            case HTML -> "<a href=\"%s#sha256=%s\">%s</a>\n".formatted(path, sum, fileName);
            case HTML_WITHOUT_SUMS -> "<a href=\"%s\">%s</a>\n".formatted(path, fileName);
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(946684800000L);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
