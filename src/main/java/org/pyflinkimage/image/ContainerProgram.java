package org.pyflinkimage.image;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.system.Bytes;

/** A program of this machine that works on images: docker, podman, buildah. */
record ContainerProgram(Path file) {

    /** What a program said, on both its channels, and its exit status. */
    record Answer(int status, String text) {

        /** What it said last, for people who look for the cause. */
        String lastLines() {
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            String last = lines.stream().skip(Math.max(0, lines.size() - 5)).collect(Collectors.joining("\n"));
            return last.isEmpty() ? "it said nothing, and its exit status was " + status : last;
        }
    }

    /** The first program of that name on a PATH. */
    static Optional<ContainerProgram> find(String name, String path) {
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> pathOf(folder).stream())
                .flatMap(folder -> Stream.of(folder.resolve(name), folder.resolve(name + ".exe")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(ContainerProgram::new);
    }

    /** This process's PATH. */
    static String usualPath() {
        return Optional.ofNullable(System.getenv("PATH")).orElse("");
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /** The program with arguments, as one command line. */
    List<String> with(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        return command;
    }

    /** Runs the program to its end, without input. */
    Answer run(List<String> arguments, Duration within) {
        return run(arguments, within, out -> {});
    }

    /** Runs the program to its end. */
    Answer run(List<String> arguments, Duration within, Bytes input) {
        try {
            Process process = new ProcessBuilder(with(arguments))
                    .redirectErrorStream(true)
                    .start();
            try {
                return answerOf(process, within, input);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return new Answer(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while `%s` ran".formatted(file), e);
        }
    }

    private static Answer answerOf(Process process, Duration within, Bytes input) throws InterruptedException {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> feed(process, input));
        CompletableFuture<String> reading = CompletableFuture.supplyAsync(() -> textOf(process));
        if (!process.waitFor(within.toSeconds(), TimeUnit.SECONDS)) {
            return new Answer(-1, "no answer within %d seconds".formatted(within.toSeconds()));
        }
        int status = process.exitValue();
        return status == 0 && !isWritten(writing)
                ? new Answer(-1, "it did not read the whole image\n" + reading.join())
                : new Answer(status, reading.join());
    }

    private static String textOf(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A program that has not read all of its input has not done its work, whatever it says. */
    private static boolean isWritten(CompletableFuture<Void> writing) {
        try {
            writing.join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    private static void feed(Process process, Bytes input) {
        try (OutputStream stdin = process.getOutputStream()) {
            input.writeTo(stdin);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static Optional<Path> pathOf(String folder) {
        try {
            return Optional.of(Path.of(folder));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
