package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real registry on the loopback, without TLS.
 *
 * @param address host and port
 */
record LoopbackRegistry(String address, Command.Running server) implements AutoCloseable {

    /** @param folder for its configuration and its blobs */
    static LoopbackRegistry start(Path folder) {
        RequireTools.onPath("docker-registry", "skopeo");
        String address = "127.0.0.1:" + freePort();
        Path configuration = write(folder.resolve("registry.yml"), """
                version: 0.1
                log:
                  accesslog:
                    disabled: false
                storage:
                  filesystem:
                    rootdirectory: %s
                http:
                  addr: %s
                """.formatted(folder.resolve("blobs"), address));
        LoopbackRegistry registry = new LoopbackRegistry(
                address,
                Command.of("docker-registry", "serve", configuration.toString()).start());
        Waiting.until(
                "an answer from the registry",
                Duration.ofSeconds(20),
                () -> Optional.of(skopeo("list-tags", "docker://" + address + "/none")
                                .errors())
                        .filter(errors -> !errors.contains("connection refused")),
                registry::log);
        return registry;
    }

    /** What it has written so far. */
    String log() {
        return server.outputSoFar();
    }

    /** Runs skopeo, which is to take the registry as it is. */
    static Command.Outcome skopeo(String command, String... words) {
        List<String> all = new ArrayList<>(List.of("skopeo", "--insecure-policy", command));
        all.add(command.equals("copy") ? "--src-tls-verify=false" : "--tls-verify=false");
        all.addAll(List.of(words));
        return new Command(all).within(Duration.ofMinutes(2)).run();
    }

    /** The digest of what lies there. */
    String digestOf(String name) {
        return skopeo("inspect", "--format={{.Digest}}", "docker://" + address + "/" + name)
                .requireSuccess()
                .text();
    }

    @Override
    public void close() {
        server.close();
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
