package org.pyflinkimage.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.value.Platform;

/**
 * Podman or Docker.
 *
 * @param program {@code podman} or {@code docker}
 * @param options that go before every command
 * @param runOptions what every container is started with
 */
record ContainerEngine(String program, List<String> options, List<String> runOptions) {

    /** A hundred Python workers and some thousand threads fit, a runaway does not; some machines allow no more. */
    private static final List<String> LIMITS = List.of("--ulimit=nofile=20000:20000", "--ulimit=nproc=4096:4096");

    ContainerEngine(String program, List<String> options) {
        this(program, options, LIMITS);
    }

    /** The first engine that answers: Podman needs no service, so it is asked first. */
    static Optional<ContainerEngine> find() {
        return Stream.of("podman", "docker")
                .filter(Command::isOnPath)
                .filter(program -> Command.of(program, "info").run().exitCode() == 0)
                .map(program -> new ContainerEngine(program, List.of()))
                .findFirst();
    }

    /** The same engine for images of another platform: with qemu and binfmt_misc, a Linux runs those too, slowly. */
    ContainerEngine forPlatform(Platform platform) {
        List<String> words = new ArrayList<>(runOptions);
        words.add("--platform=" + platform);
        return new ContainerEngine(program, options, words);
    }

    /** The same engine with a runtime that starts containers here: crun refuses machines with hybrid control groups. */
    ContainerEngine thatStarts(String image) {
        Command.Outcome first = attempt(image);
        if (first.exitCode() == 0) {
            return this;
        }
        ContainerEngine withRunc = new ContainerEngine(program, List.of("--runtime", "runc"), runOptions);
        if (isPodman() && Command.isOnPath("runc") && withRunc.attempt(image).exitCode() == 0) {
            return withRunc;
        }
        throw new AssertionError("`" + program + "` starts no container of " + image + ": " + first);
    }

    private Command.Outcome attempt(String image) {
        List<String> words = new ArrayList<>(List.of("run", "--rm", "--network=none", "--entrypoint=/bin/true"));
        words.addAll(runOptions);
        words.add(image);
        return command(words).run();
    }

    /** The name by which skopeo reaches an image of this engine. */
    String skopeoName(String image) {
        return (isPodman() ? "containers-storage:" : "docker-daemon:") + image;
    }

    /** A command of the engine: {@code run}, {@code exec} and so on. */
    Command command(String... words) {
        return command(List.of(words));
    }

    Command command(List<String> words) {
        List<String> all = new ArrayList<>();
        all.add(program);
        all.addAll(options);
        all.addAll(words);
        return new Command(all).within(Duration.ofMinutes(2));
    }

    /** Removes a container at once, running or not. */
    void remove(String container) {
        Command removal = isPodman() ? command("rm", "-f", "-t", "0", container) : command("rm", "-f", container);
        removal.run();
    }

    boolean isPodman() {
        return program.equals("podman");
    }
}
