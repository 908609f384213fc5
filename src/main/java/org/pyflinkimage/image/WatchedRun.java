package org.pyflinkimage.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.pyflinkimage.image.ContainerProgram.Answer;

/** Runs a program that works for minutes: its lines are told as they come, and it ends when this process does, however that ends. */
final class WatchedRun {

    /**
     * Its input is a pipe from this process, which ends with this process, even with one that is killed and can do nothing any
     * more. One shell waits for the program, one for the end of that pipe.
     */
    private static final String SHELL = """
            exec 3<&0
            "$@" 3<&- </dev/null &
            work=$!
            { read -r end; kill "$work"; sleep 5; kill -9 "$work"; } <&3 >/dev/null 2>&1 &
            watch=$!
            exec 3<&-
            wait "$work"
            status=$?
            exec 2>/dev/null
            kill "$watch"
            exit "$status"
            """;

    private static final int KEPT_LINES = 20;

    private WatchedRun() {}

    /**
     * Runs a command to its end.
     *
     * @param environment variables beside this process's own
     * @param lines told each line
     * @return its exit status and its last lines
     */
    static Answer of(List<String> command, Map<String, String> environment, Consumer<String> lines) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "sh"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return await(builder.start(), lines);
        } catch (IOException | UncheckedIOException e) {
            return new Answer(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while `%s` ran".formatted(command.get(0)), e);
        }
    }

    private static Answer await(Process process, Consumer<String> lines) throws IOException, InterruptedException {
        // Closed on every way out: that ends a program which still runs.
        try (OutputStream pipe = process.getOutputStream()) {
            CompletableFuture<String> reading = CompletableFuture.supplyAsync(() -> read(process, lines));
            int status = process.waitFor();
            pipe.flush();
            return new Answer(status, reading.join());
        } catch (CompletionException e) {
            return new Answer(-1, String.valueOf(e.getMessage()));
        }
    }

    private static String read(Process process, Consumer<String> lines) {
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
                last.addLast(line);
                if (last.size() > KEPT_LINES) {
                    last.removeFirst();
                }
            }
        } catch (IOException e) {
            last.addLast(String.valueOf(e.getMessage()));
        }
        return String.join("\n", last);
    }
}
