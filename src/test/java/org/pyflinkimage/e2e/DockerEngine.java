package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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

    /**
     * A folder for the front of {@code PATH} whose {@code docker} gives the steps of a build this machine's network: without a bridge
     * they would have none.
     */
    static Path builderIn(Path folder) {
        String docker = Stream.of(System.getenv("PATH").split(":", -1))
                .map(entry -> entry + "/docker")
                .filter(program -> Files.isExecutable(Path.of(program)) && knowsBuildKit(program))
                .findFirst()
                .orElseThrow(() -> RequireTools.missing("a `docker` that knows BuildKit"));
        try {
            Path script = Files.writeString(Folders.create(folder).resolve("docker"), """
                    #!/bin/sh
                    verb=$1
                    shift
                    [ "$verb" != build ] || set -- --network=host "$@"
                    exec %s "$verb" "$@"
                    """.formatted(docker));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Up to 22 by itself, from 23 on by a plugin of its client. */
    private static boolean knowsBuildKit(String docker) {
        return Command.of(docker, "--version").run().output().matches("(?s)Docker version (1\\d|20|22)\\..*")
                || Command.of(docker, "buildx", "version").run().exitCode() == 0;
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
