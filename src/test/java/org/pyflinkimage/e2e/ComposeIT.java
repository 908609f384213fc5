package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/** The cluster of a rendered compose.yaml, started. */
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class ComposeIT {

    private static final Duration HEALTH = Duration.ofSeconds(30);

    private final ComposeFile file =
            ComposeFile.read(BuiltProject.NEWEST.ociArchive().resolveSibling("compose.yaml"));

    private LoadedImage image;
    private ComposeCluster compose;

    @BeforeAll
    void start(LoadedImages images) {
        image = images.of(BuiltProject.NEWEST);
        compose = ComposeCluster.start(file, image);
    }

    @AfterAll
    void stop() {
        if (compose != null) {
            compose.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobmanager", "taskmanager"})
    void healthCheckOfARunningServiceSucceeds(String service) {
        Waiting.until(
                "a healthy " + service,
                HEALTH,
                () -> Optional.of(compose.healthCheck(service)).filter(outcome -> outcome.exitCode() == 0),
                () -> compose.healthCheck(service).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobmanager", "taskmanager", "history-server"})
    void healthCheckFailsWhereNothingRuns(String service) {
        try (Container container = image.container().start("sleep", "60")) {
            Command.Outcome outcome = container
                    .command(file.healthCheck(service).toArray(String[]::new))
                    .run();

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.errors()).contains("Connection refused");
        }
    }

    @Test
    void taskManagerServesItsMetricsToTheWebInterface() {
        assertThat(compose.cluster().metric("Status.JVM.Memory.Heap.Used")).isPositive();
        assertThat(compose.cluster().metric("Status.Flink.Memory.Managed.Total"))
                .isPositive();
    }

    @Test
    void jobServicePrintsTheRowsAndItsEndIsKeptForTheHistoryServer() {
        assertThat(compose.job()).contains(RunsJobs.THREE_ROWS, "3 rows in set");

        // Written by the JobManager; seen by the TaskManager, as both have one volume.
        Container taskManager = compose.cluster().taskManager();
        Waiting.until(
                "an archived job",
                HEALTH,
                () -> Optional.of(taskManager.exec("find", "/opt/flink/state", "-path", "*/finished/*", "-type", "f"))
                        .filter(files -> !files.isEmpty()),
                () -> taskManager.exec("ls", "-lR", "/opt/flink/state"));
    }

    @Test
    void webInterfaceIsPublishedOnThisMachine() throws Exception {
        if (compose.podmanCompose().isEmpty()) {
            throw RequireTools.skipped("ports are published by podman-compose alone");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:8081/overview"))
                .timeout(Duration.ofSeconds(10))
                .build();

        String overview = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();

        assertThat(overview).contains("\"taskmanagers\":1", BuiltProject.NEWEST.flink());
    }
}
