package org.pyflinkimage.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/**
 * A JobManager and a TaskManager of one image, started through its entrypoint as two services of a Compose file would be.
 *
 * <p>They share a network that has nothing but a loopback, so whatever they need is in the image.
 */
final class FlinkCluster implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration JOB = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Container jobManager;
    private final Container taskManager;
    private final Path hosts;

    private FlinkCluster(Container jobManager, Container taskManager, Path hosts) {
        this.jobManager = jobManager;
        this.taskManager = taskManager;
        this.hosts = hosts;
    }

    /**
     * Starts a cluster and waits until its TaskManager is registered.
     *
     * @param settings what both containers get beside their names and their network
     */
    static FlinkCluster start(LoadedImage image, UnaryOperator<ContainerRequest> settings) {
        Path hosts = hostsFile();
        Container jobManager = settings.apply(image.container())
                .hostName("jobmanager")
                .mount(hosts, "/etc/hosts")
                .start("jobmanager");
        try {
            Container taskManager = settings.apply(image.container())
                    .hostName("taskmanager")
                    .mount(hosts, "/etc/hosts")
                    .networkOf(jobManager)
                    .start("taskmanager");
            FlinkCluster cluster = new FlinkCluster(jobManager, taskManager, hosts);
            cluster.awaitRegistration();
            return cluster;
        } catch (RuntimeException | Error e) {
            jobManager.close();
            throw e;
        }
    }

    private static Path hostsFile() {
        try {
            Path file = Files.createTempFile("e2e", "hosts");
            Files.writeString(file, "127.0.0.1 localhost jobmanager taskmanager\n");
            // Read inside the container by a user that is nobody here.
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitRegistration() {
        try {
            Waiting.until("a registered TaskManager", START, this::registeredTaskManagers, this::endOfLogs);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Optional<JsonNode> registeredTaskManagers() {
        // What has ended already does not register any more.
        if (!jobManager.isRunning() || !taskManager.isRunning()) {
            throw new AssertionError("the cluster ended by itself\n" + endOfLogs());
        }
        return answer("/taskmanagers")
                .map(answer -> answer.required("taskmanagers"))
                .filter(taskManagers -> !taskManagers.isEmpty());
    }

    private String endOfLogs() {
        return "--- JobManager\n" + jobManager.endOfLogs() + "\n--- TaskManager\n" + taskManager.endOfLogs();
    }

    Container jobManager() {
        return jobManager;
    }

    Container taskManager() {
        return taskManager;
    }

    /** The id that the JobManager gave the TaskManager. */
    String taskManagerId() {
        return rest("/taskmanagers")
                .required("taskmanagers")
                .get(0)
                .required("id")
                .asText();
    }

    /** What the JobManager's REST interface answers. */
    JsonNode rest(String path) {
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

    /** What the REST interface answers where that is no JSON: a log. */
    String restText(String path) {
        return ask(path).succeed().output();
    }

    private Command ask(String path) {
        return jobManager
                .command("python3", "-", "http://localhost:8081" + path)
                .input(Resources.text("ask.py"))
                .within(Duration.ofSeconds(30));
    }

    /** Submits a job from inside the JobManager's container by {@code flink run -py} and waits for its end. */
    String run(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("flink", "run", "-py", script));
        words.addAll(List.of(arguments));
        Command.Outcome outcome =
                jobManager.command(words.toArray(String[]::new)).within(JOB).run();
        if (outcome.exitCode() != 0) {
            throw new AssertionError(
                    "%s ended with %s%n--- TaskManager%n%s".formatted(script, outcome, taskManager.logs()));
        }
        return outcome.output();
    }

    /** The states of all jobs so far: {@code FINISHED} for one that ended well. */
    List<String> jobStates() {
        List<String> states = new ArrayList<>();
        rest("/jobs/overview")
                .required("jobs")
                .forEach(job -> states.add(job.required("state").asText()));
        return states;
    }

    @Override
    public void close() {
        // The TaskManager first: it lives in the JobManager's network.
        taskManager.close();
        jobManager.close();
        try {
            Files.deleteIfExists(hosts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
