package org.pyflinkimage.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * podman-compose, for one file.
 *
 * @param configuration the settings with which Podman starts the file's containers here
 */
record PodmanCompose(ComposeFile file, Path configuration) {

    /** Another checkout's tests may run on this machine. */
    static final String PROJECT =
            "pyflink-e2e-" + Integer.toHexString(Folders.buildDirectory().hashCode());

    private static final Duration START = Duration.ofMinutes(2);

    /** podman-compose where it works; else the reason is printed. */
    static Optional<PodmanCompose> find(ComposeFile file, ContainerEngine engine) {
        if (!engine.isPodman()) {
            return without("the engine is " + engine.program());
        }
        Path folder = Folders.empty("compose");
        Command.Outcome answer = Command.of(
                        "src/test/scripts/compose-environment.sh", file.path().toString(), folder.toString())
                .within(Duration.ofMinutes(6))
                .run();
        return answer.exitCode() == 0
                ? Optional.of(new PodmanCompose(file, folder.resolve("containers.conf")))
                : without(answer.text());
    }

    private static Optional<PodmanCompose> without(String reason) {
        System.out.println("[e2e] the services of compose.yaml are started without podman-compose: " + reason);
        return Optional.empty();
    }

    /** Starts the services that belong to no profile. */
    FlinkCluster up(ContainerEngine engine) {
        try {
            command("up", "-d").within(START).succeed();
        } catch (RuntimeException | Error e) {
            down();
            throw e;
        }
        return FlinkCluster.of(
                new Container(engine, PROJECT + "_jobmanager_1"),
                new Container(engine, PROJECT + "_taskmanager_1"),
                this::down);
    }

    private void down() {
        command("down", "-v").within(START).run();
    }

    /** A command of podman-compose. */
    Command command(String... words) {
        List<String> all = new ArrayList<>(
                List.of("podman-compose", "-p", PROJECT, "-f", file.path().toString()));
        all.addAll(List.of(words));
        return new Command(all).with("CONTAINERS_CONF", configuration.toString());
    }
}
