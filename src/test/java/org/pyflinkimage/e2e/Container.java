package org.pyflinkimage.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A container that was started; removed when closed.
 *
 * @param id that the engine gave it
 */
record Container(ContainerEngine engine, String id) implements AutoCloseable {

    /** A command inside the container, not started yet. */
    Command command(String... words) {
        List<String> all = new ArrayList<>(List.of("exec", "-i", id));
        all.addAll(Arrays.asList(words));
        return engine.command(all);
    }

    /** Runs a command inside the container, requires that it ends with 0, and gives what it printed. */
    String exec(String... words) {
        return command(words).succeed().text();
    }

    /** The same as root, whom nothing is hidden from. */
    String execAsRoot(String... words) {
        List<String> all = new ArrayList<>(List.of("exec", "--user=0", id));
        all.addAll(Arrays.asList(words));
        return engine.command(all).succeed().text();
    }

    /** Runs one of the Python scripts that lie beside the tests, by the image's own {@code python}. */
    String python(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("python", "-"));
        words.addAll(Arrays.asList(arguments));
        return command(words.toArray(String[]::new))
                .input(Resources.text(script))
                .succeed()
                .text();
    }

    /** What the container's first program printed, on both channels. */
    String logs() {
        Command.Outcome outcome = engine.command("logs", id).succeed();
        return outcome.output() + outcome.errors();
    }

    /** What it printed on its standard output alone. */
    String standardOutput() {
        return engine.command("logs", id).succeed().output();
    }

    /** The last lines of the same, for a message. */
    String endOfLogs() {
        List<String> lines = logs().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    boolean isRunning() {
        return engine.command("inspect", "--format={{.State.Running}}", id)
                .succeed()
                .text()
                .equals("true");
    }

    /**
     * Asks the container to end, as {@code docker stop} does, and gives its exit code: 137 where it had to be killed.
     *
     * @param grace how long it may take
     */
    int stop(Duration grace) {
        engine.command("stop", "-t", String.valueOf(grace.toSeconds()), id)
                .within(grace.plusSeconds(30))
                .succeed();
        return exitCode();
    }

    /** Waits until the container ends of its own accord and gives its exit code. */
    int await(Duration limit) {
        return Waiting.until(
                "the container's end",
                limit,
                () -> isRunning() ? Optional.empty() : Optional.of(exitCode()),
                this::endOfLogs);
    }

    /** Ends the container and starts it again, with the files that it wrote. */
    void restart(Duration grace) {
        engine.command("restart", "-t", String.valueOf(grace.toSeconds()), id)
                .within(grace.plusSeconds(30))
                .succeed();
    }

    private int exitCode() {
        return Integer.parseInt(engine.command("inspect", "--format={{.State.ExitCode}}", id)
                .succeed()
                .text());
    }

    @Override
    public void close() {
        engine.remove(id);
    }
}
