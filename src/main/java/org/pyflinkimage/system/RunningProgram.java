package org.pyflinkimage.system;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A program that runs, and the threads that feed it and hear what it says. */
final class RunningProgram implements AutoCloseable {

    /** Longer than any build; what waits without end waits so long. */
    private static final Duration UNLIMITED = Duration.ofDays(365);

    /** More than a watching shell leaves its program between asking it to end and ending it. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /**
     * What is said to a program, and by it.
     *
     * @param input what it reads; empty where its input stays open until this process, or the run, ends
     * @param lines told all that it writes, as one; empty where its output and its errors are kept apart
     */
    record Talk(Optional<Bytes> input, Optional<Consumer<String>> lines) {}

    private final Process process;
    private final Optional<InputWriter> input;
    private final OutputReader output;
    private final OutputReader errors;

    private RunningProgram(Process process, Talk talk) {
        this.process = process;
        this.input = talk.input().map(bytes -> new InputWriter(process.getOutputStream(), bytes));
        this.output = new OutputReader(process.getInputStream(), talk.lines());
        this.errors = new OutputReader(process.getErrorStream(), Optional.empty());
    }

    /** @throws IOException where it cannot be started */
    static RunningProgram start(Command command, Talk talk) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.words())
                .redirectErrorStream(talk.lines().isPresent());
        command.folder().ifPresent(folder -> builder.directory(folder.toFile()));
        builder.environment().clear();
        builder.environment().putAll(command.variables());
        return new RunningProgram(builder.start(), talk);
    }

    ProgramRun await(Optional<Duration> limit) throws InterruptedException {
        if (!process.waitFor(limit.orElse(UNLIMITED).toMillis(), TimeUnit.MILLISECONDS)) {
            return ProgramRun.without(
                    ProgramRun.End.OUT_OF_TIME,
                    "no answer within %s seconds"
                            .formatted(limit.orElse(UNLIMITED).toSeconds()));
        }
        boolean read = input.isEmpty() || input.get().isTaken();
        int status = process.exitValue();
        ProgramRun.End end = status == 0 && !read ? ProgramRun.End.LEFT_INPUT : ProgramRun.End.EXITED;
        return new ProgramRun(end, status, output.text(), errors.text());
    }

    /** Ends it where it still runs, with all that it has started. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> started = process.descendants().toList();
        if (input.isEmpty()) {
            askToEnd();
        }
        process.destroyForcibly();
        // One that was started meanwhile hangs below one of these.
        started.stream()
                .flatMap(one -> Stream.concat(one.descendants(), Stream.of(one)))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** A watching shell asks its program to end when its input ends; that cleans up behind itself. */
    private void askToEnd() {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.flush();
        } catch (IOException e) {
            return; // It has ended.
        }
        try {
            process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return; // Whoever waits is told so already.
        }
    }
}
