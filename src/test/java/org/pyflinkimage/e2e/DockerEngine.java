package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A Docker engine that a test started beside whatever runs here: with its own storage and its own socket, and without a bridge, which
 * a machine would have to change its packet filter for.
 *
 * @param folder everything of it
 */
record DockerEngine(Path folder, Command.Running server) implements AutoCloseable {

    static DockerEngine start() {
        RequireTools.onPath("dockerd", "docker");
        if (!isRoot()) {
            throw RequireTools.missing("root, who alone starts a `dockerd`,");
        }
        // Not below the build's folder: the path of a socket has to be short.
        Path folder = emptyFolder();
        DockerEngine engine = new DockerEngine(
                folder,
                Command.of(
                                "dockerd",
                                "--data-root=" + folder.resolve("data"),
                                "--exec-root=" + folder.resolve("exec"),
                                "--pidfile=" + folder.resolve("pid"),
                                "--host=unix://" + folder.resolve("socket"),
                                "--iptables=false",
                                "--ip6tables=false",
                                "--bridge=none")
                        .start());
        try {
            Waiting.until(
                    "an answer from dockerd",
                    Duration.ofSeconds(60),
                    () -> Optional.of(engine.engine().command("info").run()).filter(answer -> answer.exitCode() == 0),
                    engine::log);
            return engine;
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    /** What {@code DOCKER_HOST} says to reach it. */
    String host() {
        return "unix://" + folder.resolve("socket");
    }

    ContainerEngine engine() {
        return new ContainerEngine("docker", List.of("--host", host()));
    }

    /** What it has written so far. */
    private String log() {
        try {
            return Files.readString(server.errors()) + server.outputSoFar();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // Asked to end, it takes its file systems out of the machine's tree; killed, it does not.
        server.process().destroy();
        try {
            server.process().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            System.out.println("[e2e] dockerd does not end by itself, and is killed");
        }
        server.close();
        Folders.delete(folder);
    }

    private static boolean isRoot() {
        return Command.of("id", "-u").succeed().text().equals("0");
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("docker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
