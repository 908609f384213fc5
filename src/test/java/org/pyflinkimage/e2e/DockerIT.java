package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/** A real Docker engine takes what the plugin makes, however it is reached, and the plugin says where an image went. */
@TestInstance(Lifecycle.PER_CLASS)
class DockerIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;
    private static final String NOWHERE = "unix:///nowhere/docker.sock";

    private Path folder;
    private DockerEngine docker;

    @BeforeAll
    void start() {
        RequireTools.onPath("mvn");
        docker = DockerEngine.start();
        folder = Folders.empty("docker");
    }

    @AfterAll
    void end() {
        if (docker != null) {
            docker.close();
        }
        if (folder != null) {
            Folders.delete(folder);
        }
    }

    @Test
    void ociArchiveIsLoaded() {
        String reference = PROJECT.image().required("reference").asText();

        Command.Outcome outcome = docker.engine()
                .command("load", "--input", PROJECT.ociArchive().toString())
                .succeed();

        assertThat(outcome.output()).contains("Loaded image: " + reference);
        assertThat(idOf(reference)).isEqualTo(configurationOf(PROJECT.ociArchive()));
        docker.engine().command("rmi", "-f", reference).succeed();
    }

    @Test
    void engineOfDockerHostTakesTheImageAndRunsJobs() {
        Build build = daemonBuild("host", each -> each.with("DOCKER_HOST", docker.host()));
        JsonNode image = build.maven().imageOf(build.outcome());

        assertThat(build.outcome().output())
                .contains("Loading into docker", "docker run")
                .doesNotContain("Loading into podman");
        LoadedImage loaded =
                new LoadedImage(docker.engine(), image.required("reference").asText());
        try (FlinkCluster cluster = FlinkCluster.start(loaded, container -> container)) {
            assertThat(cluster.run("/opt/flink/usrlib/three_rows.py")).contains(RunsJobs.THREE_ROWS, "3 rows in set");
            assertThat(cluster.metric("Status.JVM.Memory.Heap.Used")).isPositive();
        } finally {
            loaded.remove();
        }
    }

    @Test
    void engineOfTheCurrentContextTakesTheImage() {
        RequireTools.slowProof("an engine that a context of Docker's leads to");
        Path configuration = Folders.create(folder.resolve("docker-configuration"));
        docker(configuration, "context", "create", "e2e", "--docker", "host=" + docker.host());
        docker(configuration, "context", "use", "e2e");

        Build build = daemonBuild("context", each -> each.with("DOCKER_CONFIG", configuration.toString()));

        String reference =
                build.maven().imageOf(build.outcome()).required("reference").asText();
        assertThat(build.outcome().output()).contains("Loading into docker");
        assertThat(idOf(reference)).startsWith("sha256:");
        docker.engine().command("rmi", "-f", reference).succeed();
    }

    @Test
    void podmanTakesTheImageWhereNoDockerRuns() {
        RequireTools.onPath("podman");

        Build build = daemonBuild("podman", each -> each.with("DOCKER_HOST", NOWHERE));

        String reference =
                build.maven().imageOf(build.outcome()).required("reference").asText();
        assertThat(build.outcome().output()).contains("Loading into podman", "podman run");
        Command.of("podman", "image", "exists", reference).succeed();
        Command.of("podman", "rmi", "-f", reference).succeed();
    }

    @Test
    void engineThatDoesNotRunIsNamed() {
        MavenBuild build = build(
                "down",
                each -> each.with("DOCKER_HOST", NOWHERE)
                        .with("PATH", pathWithout("podman").toString()));

        Command.Outcome outcome = build.run();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("[PYF-832]", NOWHERE, "start the daemon", "-Dpyflink.to=oci-archive")
                .doesNotContain("\tat ");
    }

    private Build daemonBuild(String name, UnaryOperator<MavenBuild> setUp) {
        MavenBuild build = build(name, setUp);
        return new Build(build, build.succeed());
    }

    private MavenBuild build(String name, UnaryOperator<MavenBuild> setUp) {
        return setUp.apply(MavenBuild.of(
                PROJECT,
                folder.resolve(name),
                Folders.buildDirectory().resolve("store"),
                "-Dpyflink.to=daemon",
                "-Dpyflink.image=localhost/pyflink-e2e/docker-" + name));
    }

    private String idOf(String reference) {
        return docker.engine()
                .command("inspect", "--format={{.Id}}", reference)
                .succeed()
                .text();
    }

    /** The sum of the image's configuration, which Docker takes for its id. */
    private static String configurationOf(Path archive) {
        return BuiltProject.parse(Command.of("skopeo", "inspect", "--raw", "oci-archive:" + archive)
                        .succeed()
                        .output())
                .required("config")
                .required("digest")
                .asText();
    }

    private static void docker(Path configuration, String... words) {
        Command.of(Stream.concat(Stream.of("docker"), Stream.of(words)).toArray(String[]::new))
                .with("DOCKER_CONFIG", configuration.toString())
                .succeed();
    }

    /** A folder of links to everything on the PATH but one program. */
    private Path pathWithout(String program) {
        Path links = Folders.create(folder.resolve("path"));
        for (String entry : System.getenv("PATH").split(":", -1)) {
            link(Path.of(entry), links, Set.of(program));
        }
        return links;
    }

    private static void link(Path from, Path to, Set<String> without) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> programs = Files.list(from)) {
            for (Path program : programs.toList()) {
                Path link = to.resolve(program.getFileName());
                if (!without.contains(program.getFileName().toString()) && Files.notExists(link)) {
                    Files.createSymbolicLink(link, program.toAbsolutePath());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A build that ended well. */
    private record Build(MavenBuild maven, Command.Outcome outcome) {}
}
