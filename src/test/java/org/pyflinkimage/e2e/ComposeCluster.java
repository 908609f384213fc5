package org.pyflinkimage.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/**
 * The services jobmanager and taskmanager of a Compose file: started by podman-compose, or, where that does not work, by hand from
 * what the file says of them.
 *
 * @param podmanCompose what starts podman-compose here; empty where the services were started by hand
 */
record ComposeCluster(ComposeFile file, LoadedImage image, FlinkCluster cluster, Optional<PodmanCompose> podmanCompose)
        implements AutoCloseable {

    private static final Duration JOB = Duration.ofMinutes(2);

    static ComposeCluster start(ComposeFile file, LoadedImage image) {
        image.engine().command("tag", image.name(), file.image("jobmanager")).succeed();
        Optional<PodmanCompose> program = PodmanCompose.find(file, image.engine());
        FlinkCluster cluster =
                program.map(compose -> compose.up(image.engine())).orElseGet(() -> byHand(file, image));
        return new ComposeCluster(file, image, cluster, program);
    }

    /** The service's health check, run in its container as the engine would. */
    Command.Outcome healthCheck(String service) {
        Container container = service.equals("taskmanager") ? cluster.taskManager() : cluster.jobManager();
        return container
                .command(file.healthCheck(service).toArray(String[]::new))
                .run();
    }

    /** Runs the service that submits the image's own job, and gives what it prints. */
    String job() {
        Command command = podmanCompose
                .map(compose -> compose.command("--profile", "job", "run", "--rm", "-T", "job"))
                .orElseGet(
                        () -> cluster.jobManager().command(file.command("job").toArray(String[]::new)));
        return command.within(JOB).succeed().output();
    }

    @Override
    public void close() {
        cluster.close();
        // Of two names, one is taken away; the image stays.
        image.engine().command("rmi", file.image("jobmanager")).run();
    }

    /** Both services in one network that has nothing but a loopback. */
    private static FlinkCluster byHand(ComposeFile file, LoadedImage image) {
        Path hosts = FlinkCluster.hostsFile();
        List<Container> started = new ArrayList<>();
        Runnable end = () -> end(started, image, file, hosts);
        try {
            started.add(request(file, "jobmanager", image, hosts).start(words(file, "jobmanager")));
            started.add(request(file, "taskmanager", image, hosts)
                    .networkOf(started.get(0))
                    .start(words(file, "taskmanager")));
        } catch (RuntimeException | Error e) {
            end.run();
            throw e;
        }
        return FlinkCluster.of(started.get(0), started.get(1), end);
    }

    private static ContainerRequest request(ComposeFile file, String service, LoadedImage image, Path hosts) {
        ContainerRequest request =
                image.container().hostName(file.hostName(service)).mount(hosts, "/etc/hosts");
        file.environment(service)
                .forEach((variable, value) -> request.environment(variable.toString(), value.toString()));
        file.volumes(service).forEach(volume -> request.volume(PodmanCompose.PROJECT + "_" + volume));
        return request;
    }

    private static String[] words(ComposeFile file, String service) {
        return file.command(service).toArray(String[]::new);
    }

    private static void end(List<Container> started, LoadedImage image, ComposeFile file, Path hosts) {
        // The TaskManager first: it lives in the JobManager's network.
        for (int index = started.size() - 1; index >= 0; index--) {
            started.get(index).close();
        }
        for (String volume : file.volumes("jobmanager")) {
            String name = volume.substring(0, volume.indexOf(':'));
            image.engine()
                    .command("volume", "rm", PodmanCompose.PROJECT + "_" + name)
                    .run();
        }
        Folders.delete(hosts);
    }
}
