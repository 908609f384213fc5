package org.pyflinkimage.e2e;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.pyflinkimage.image.BuiltImage;

/**
 * A JobManager and a TaskManager of one image, started through its entrypoint as two services of a Compose file would be.
 *
 * <p>They share a network that has nothing but a loopback, so whatever they need is in the image.
 */
final class FlinkCluster implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration JOB = Duration.ofMinutes(3);
    private static final Duration METRICS = Duration.ofSeconds(60);

    private final Container jobManager;
    private final Container taskManager;
    private final WebInterface web;
    private final Runnable end;

    private FlinkCluster(Container jobManager, Container taskManager, Runnable end) {
        this.jobManager = jobManager;
        this.taskManager = taskManager;
        this.web = new WebInterface(jobManager, 8081);
        this.end = end;
    }

    /**
     * Starts a cluster of an image that was built.
     *
     * @param name under which it is loaded
     * @param results the folder that its archive is in
     * @param opened closes the cluster, and removes the image
     */
    static FlinkCluster of(String name, BuiltImage built, Path results, Opened opened) {
        LoadedImage image = opened.with(LoadedImages.load(name, built, results), LoadedImage::remove);
        return opened.with(start(image, container -> container), FlinkCluster::close);
    }

    /**
     * Starts a cluster and waits until its TaskManager is registered.
     *
     * @param settings what both containers get beside their names and their network
     */
    static FlinkCluster start(LoadedImage image, UnaryOperator<ContainerRequest> settings) {
        return launch(image, settings, "jobmanager").awaitRegistration();
    }

    /**
     * Starts the two containers and waits for nothing.
     *
     * @param command what the JobManager's container gets; it may end by itself
     */
    static FlinkCluster launch(LoadedImage image, UnaryOperator<ContainerRequest> settings, String... command) {
        Path hosts = hostsFile();
        Container jobManager = settings.apply(image.container())
                .hostName("jobmanager")
                .mount(hosts, "/etc/hosts")
                .start(command);
        try {
            Container taskManager = settings.apply(image.container())
                    .hostName("taskmanager")
                    .mount(hosts, "/etc/hosts")
                    .networkOf(jobManager)
                    .start("taskmanager");
            return new FlinkCluster(jobManager, taskManager, () -> end(jobManager, taskManager, hosts));
        } catch (RuntimeException | Error e) {
            jobManager.close();
            throw e;
        }
    }

    /**
     * A cluster that somebody else started; waits until its TaskManager is registered.
     *
     * @param end what ends it
     */
    static FlinkCluster of(Container jobManager, Container taskManager, Runnable end) {
        return new FlinkCluster(jobManager, taskManager, end).awaitRegistration();
    }

    static Path hostsFile() {
        try {
            Path file = Files.createTempFile("e2e", "hosts");
            Files.writeString(file, "127.0.0.1 localhost jobmanager taskmanager\n");
            // Read inside the container by a user that is nobody here.
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FlinkCluster awaitRegistration() {
        try {
            Waiting.until("a registered TaskManager", START, this::registeredTaskManagers, this::endOfLogs);
            return this;
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
        return web.answer("/taskmanagers")
                .map(answer -> answer.required("taskmanagers"))
                .filter(taskManagers -> !taskManagers.isEmpty());
    }

    String endOfLogs() {
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
        return web.get(path);
    }

    /** What the REST interface answers where that is no JSON: a log. */
    String restText(String path) {
        return web.text(path);
    }

    /** A metric of the TaskManager, asked for until it is there: they are first collected when somebody asks. */
    long metric(String name) {
        String path = "/taskmanagers/" + taskManagerId() + "/metrics?get=" + name;
        return Waiting.until(
                        "a value of " + name,
                        METRICS,
                        () -> web.answer(path).filter(answer -> !answer.isEmpty()),
                        () -> restText("/taskmanagers/" + taskManagerId() + "/metrics"))
                .get(0)
                .required("value")
                .asLong();
    }

    /** Submits a job from inside the JobManager's container by {@code flink run -py} and waits for its end. */
    String run(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("flink", "run", "-py", script));
        words.addAll(List.of(arguments));
        return submit(words);
    }

    /** Submits what a program of Flink's is told inside the JobManager's container, and waits for its end. */
    String submit(List<String> words) {
        Command.Outcome outcome =
                jobManager.command(words.toArray(String[]::new)).within(JOB).run();
        if (outcome.exitCode() != 0) {
            throw new AssertionError("%s ended with %s%n--- TaskManager%n%s"
                    .formatted(String.join(" ", words), outcome, taskManager.logs()));
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
        end.run();
    }

    private static void end(Container jobManager, Container taskManager, Path hosts) {
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
