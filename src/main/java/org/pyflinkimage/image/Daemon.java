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
import org.pyflinkimage.value.Problem;

/** Docker or podman on this machine, reached through its command, so that contexts, {@code DOCKER_HOST} and rights are its own. */
public final class Daemon {

    private static final List<String> NAMES = List.of("docker", "podman");
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOADS_WITHIN = Duration.ofMinutes(30);

    private final Path program;

    private Daemon(Path program) {
        this.program = program;
    }

    /**
     * The first of docker and podman on the PATH that answers.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-831} where neither is found, {@code PYF-832} where none answers
     */
    public static Daemon find() {
        return find(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    /** The same with another PATH. */
    static Daemon find(String path) {
        List<Path> programs =
                NAMES.stream().flatMap(name -> program(name, path).stream()).toList();
        if (programs.isEmpty()) {
            throw absent();
        }
        List<String> answers = new ArrayList<>();
        for (Path program : programs) {
            Answer answer = run(List.of(program.toString(), "version"), ANSWERS_WITHIN, Daemon::nothing);
            if (answer.status() == 0) {
                return new Daemon(program);
            }
            answers.add("`%s version`: %s".formatted(program, answer.lastLines()));
        }
        throw dead(answers);
    }

    /** The name of the first of docker and podman on the PATH, whether it answers or not. */
    public static Optional<String> installed() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream().filter(name -> program(name, path).isPresent()).findFirst();
    }

    /** The program's name: {@code docker} or {@code podman}. */
    public String name() {
        return String.valueOf(program.getFileName());
    }

    /**
     * Loads an image under these names.
     *
     * @param references the image's full names, at least one
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-833} where the daemon refuses it
     */
    public void load(AssembledImage image, List<String> references) {
        Answer answer = run(
                List.of(program.toString(), "load"),
                LOADS_WITHIN,
                input -> DockerArchive.writeTo(image, references, input));
        if (answer.status() != 0) {
            throw Problem.environment("PYF-833", "`%s load` does not take the image".formatted(program))
                    .why(answer.lastLines())
                    .remedy("room for %d MB in the daemon's storage".formatted(image.unpackedSize() / 1_000_000))
                    .remedy("`<to>oci-archive</to>` or `-Dpyflink.to=oci-archive`, which needs no daemon")
                    .toException();
        }
    }

    /** What a program said, on both its channels, and its exit status. */
    private record Answer(int status, String text) {
        String lastLines() {
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            String last = lines.stream().skip(Math.max(0, lines.size() - 5)).collect(Collectors.joining("\n"));
            return last.isEmpty() ? "it said nothing, and its exit status was " + status : last;
        }
    }

    private static Answer run(List<String> command, Duration within, ArchiveFile.Content input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                return answerOf(process, within, input);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return new Answer(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while `%s` ran".formatted(command.get(0)), e);
        }
    }

    private static Answer answerOf(Process process, Duration within, ArchiveFile.Content input)
            throws InterruptedException {
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

    private static void feed(Process process, ArchiveFile.Content input) {
        try (OutputStream stdin = process.getOutputStream()) {
            input.writeTo(stdin);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static void nothing(OutputStream out) {}

    private static Optional<Path> program(String name, String path) {
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> pathOf(folder).stream())
                .flatMap(folder -> Stream.of(folder.resolve(name), folder.resolve(name + ".exe")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Optional<Path> pathOf(String folder) {
        try {
            return Optional.of(Path.of(folder));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static RuntimeException absent() {
        return Problem.environment("PYF-831", "neither `docker` nor `podman` is on the PATH")
                .why("`daemon` is among the outputs, and an image is loaded through the daemon's command")
                .remedy("docker or podman on the PATH")
                .remedy("`<to>oci-archive</to>` or `-Dpyflink.to=oci-archive`, which needs no daemon")
                .toException();
    }

    private static RuntimeException dead(List<String> answers) {
        Problem problem = Problem.environment("PYF-832", "the container daemon does not answer");
        for (String answer : answers) {
            problem = problem.why(answer);
        }
        return problem.remedy("start the daemon, or point `DOCKER_HOST` to one that runs")
                .remedy("`<to>oci-archive</to>` or `-Dpyflink.to=oci-archive`, which needs no daemon")
                .toException();
    }
}
