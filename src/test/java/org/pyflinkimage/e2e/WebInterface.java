package org.pyflinkimage.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** What a Flink program answers over HTTP, asked from inside its container: there may be no other way to it. */
record WebInterface(Container container, int port) {

    private static final Duration START = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What it answers in JSON. */
    JsonNode get(String path) {
        return answer(path).orElseThrow(() -> new AssertionError("no answer from " + path));
    }

    /** The same, or nothing while it does not answer. */
    Optional<JsonNode> answer(String path) {
        Command.Outcome outcome = ask(path).run();
        try {
            return outcome.exitCode() == 0 ? Optional.of(JSON.readTree(outcome.output())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + outcome, e);
        }
    }

    /** The same of a program that is starting. */
    JsonNode await(String path) {
        return Waiting.until("an answer from " + path, START, () -> running(path), container::endOfLogs);
    }

    private Optional<JsonNode> running(String path) {
        if (!container.isRunning()) {
            throw new AssertionError("the container ended by itself\n" + container.endOfLogs());
        }
        return answer(path);
    }

    /** What it answers where that is no JSON: a log. */
    String text(String path) {
        return ask(path).succeed().output();
    }

    private Command ask(String path) {
        return container
                .command("python3", "-", "http://localhost:" + port + path)
                .input(Resources.text("ask.py"))
                .within(Duration.ofSeconds(30));
    }
}
