package org.pyflinkimage.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/**
 * A cluster whose configuration is mounted as Kubernetes mounts a ConfigMap, over all of {@code /opt/flink/conf}, for reading
 * alone.
 */
final class MountedCluster implements AutoCloseable {

    /** A job in the JobManager's container, which prints {@code HELLO}. */
    static final String JOB = "/opt/upper_case.py";

    private static final String CONF = "/opt/flink/conf";
    private static final Duration START = Duration.ofSeconds(90);

    private final Container jobManager;
    private final Container taskManager;

    private MountedCluster(Container jobManager, Container taskManager) {
        this.jobManager = jobManager;
        this.taskManager = taskManager;
    }

    /**
     * Starts a cluster and waits for its slots, of which there are as many as the mounted file says.
     *
     * @param file the name of the configuration, which is all that is mounted
     * @param folder an empty one
     */
    static MountedCluster start(LoadedImage image, String file, Path folder) throws IOException {
        Path mounted = Files.createDirectory(folder.resolve("conf"));
        Path job = Files.copy(
                Path.of("src/test/resources/org/pyflinkimage/e2e/upper_case.py"), folder.resolve("upper_case.py"));
        Files.writeString(mounted.resolve(file), """
                jobmanager.rpc.address: ${POD_IP}
                jobmanager.memory.process.size: 1600m
                taskmanager.memory.process.size: 1728m
                taskmanager.numberOfTaskSlots: 3
                rest.address: localhost
                """);
        for (Path path : new Path[] {folder, mounted}) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Container jobManager = image.container()
                .mount(mounted, CONF)
                .mount(job, JOB)
                .environment("POD_IP", "127.0.0.1")
                .start("jobmanager");
        try {
            return started(image, jobManager, mounted);
        } catch (RuntimeException | Error e) {
            jobManager.close();
            throw e;
        }
    }

    private static MountedCluster started(LoadedImage image, Container jobManager, Path mounted) {
        Container taskManager = image.container()
                .networkOf(jobManager)
                .mount(mounted, CONF)
                .environment("POD_IP", "127.0.0.1")
                .start("taskmanager");
        try {
            Waiting.until(
                    "three slots",
                    START,
                    () -> Optional.of(new WebInterface(jobManager, 8081).await("/overview"))
                            .filter(overview -> overview.required("slots-total").asInt() == 3),
                    taskManager::endOfLogs);
            return new MountedCluster(jobManager, taskManager);
        } catch (RuntimeException | Error e) {
            taskManager.close();
            throw e;
        }
    }

    Container jobManager() {
        return jobManager;
    }

    /** The TaskManager first: it lives in the JobManager's network. */
    @Override
    public void close() {
        taskManager.close();
        jobManager.close();
    }
}
