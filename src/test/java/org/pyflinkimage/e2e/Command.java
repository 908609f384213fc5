package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine with its arguments, run to its end within a bounded time. */
final class Command {

    private final List<String> words;
    private final ProcessBuilder builder;
    private Duration limit = Duration.ofMinutes(1);
    private String input = "";

    Command(List<String> words) {
        this.words = List.copyOf(words);
        this.builder = new ProcessBuilder(this.words);
    }

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    Command in(Path folder) {
        builder.directory(folder.toFile());
        return this;
    }

    Command with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    /** What the program reads from its standard input. */
    Command input(String text) {
        input = text;
        return this;
    }

    /** How long the program may take; a minute where nothing is said. */
    Command within(Duration time) {
        limit = time;
        return this;
    }

    /** Runs the program and requires that it ends with 0. */
    Outcome succeed() {
        return run().requireSuccess();
    }

    /** Runs the program, however it ends; one that does not end in time is killed and fails the test. */
    Outcome run() {
        try (Running running = start()) {
            return running.await(Waiting.patiently(limit));
        }
    }

    /** Starts the program and leaves it running. */
    Running start() {
        try {
            Path folder = Files.createTempDirectory("e2e-command");
            Path standardInput = Files.writeString(folder.resolve("in"), input);
            Path output = folder.resolve("out");
            Path errors = folder.resolve("err");
            Process process = builder.redirectInput(standardInput.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            return new Running(String.join(" ", words), process, output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", words), e);
        }
    }

    /** Whether a program of that name can be started. */
    static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    /**
     * How a program ended.
     *
     * @param output what it wrote to its standard output
     * @param errors what it wrote to its standard error
     */
    record Outcome(String command, int exitCode, String output, String errors) {

        Outcome requireSuccess() {
            if (exitCode != 0) {
                throw new AssertionError("`" + command + "` ended with " + this);
            }
            return this;
        }

        /** The output without the line break at its end. */
        String text() {
            return output.strip();
        }

        @Override
        public String toString() {
            return exitCode + "\n--- output\n" + output + "\n--- errors\n" + errors;
        }
    }

    /** A program that was started; killed with all that it started when closed. */
    record Running(String command, Process process, Path output, Path errors) implements AutoCloseable {

        /** Waits for the end; a program that takes longer is killed and fails the test. */
        Outcome await(Duration time) {
            try {
                boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    kill();
                    throw new AssertionError("`%s` did not end within %d s%n--- output%n%s%n--- errors%n%s"
                            .formatted(command, time.toSeconds(), Files.readString(output), Files.readString(errors)));
                }
                return new Outcome(command, process.exitValue(), Files.readString(output), Files.readString(errors));
            } catch (IOException e) {
                throw new UncheckedIOException(command, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(command, e);
            }
        }

        /** What the program has written so far. */
        String outputSoFar() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(command, e);
            }
        }

        /** Sends SIGKILL to the program and to everything that it started. */
        void kill() {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }

        @Override
        public void close() {
            if (process.isAlive()) {
                kill();
            }
            Folders.delete(output.getParent());
        }
    }
}
