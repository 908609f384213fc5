package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.inspect.ForeignImage;
import org.pyflinkimage.inspect.ForeignLayer;

/** A machine without apt: this one, with an empty folder over {@code /etc/apt}. */
class HiddenAptIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    private Path folder;
    private FakeRegistry registry;

    @BeforeEach
    void startRegistry() throws IOException {
        RequireTools.onPath("mvn", "unshare", "mount");
        if (Command.of("unshare", "-m", "mount", "-t", "tmpfs", "none", "/etc/apt")
                        .run()
                        .exitCode()
                != 0) {
            throw RequireTools.missing("no folder can be hidden here: `unshare -m` and `mount` need root");
        }
        folder = Folders.empty("hidden-apt");
        registry = new FakeRegistry();
    }

    @AfterEach
    void stopRegistry() throws IOException {
        if (registry != null) {
            registry.close();
            Folders.delete(folder);
        }
    }

    /** A build that its lock file answers asks nobody where the archive is. */
    @Test
    void sameLockFileGivesTheSameImage() throws IOException {
        Path project = copy("locked", true);

        mvn(project, "-Dpyflink.locked");

        assertThat(imageOf(project)).isEqualTo(PROJECT.image());
        assertThat(registry.requests).isEmpty();
    }

    /**
     * The official image comes from a mirror of its registry, which Jib's users set up like this. What archives and indexes have changes
     * at any moment, so the build with apt that it is compared with is one from right before.
     */
    @Test
    void officialImageNamesTheArchiveThatThisMachineNames() throws IOException {
        publishThisMachinesApt();
        Path with = copy("with-apt", false);
        Path without = copy("without-apt", false);

        succeed(with, MavenBuild.program(), "package");
        fixDateOfCreation(without, with);
        Command.Outcome outcome = mvn(without);

        assertThat(outcome.output()).contains("`debian:bookworm-slim` (sha256:");
        assertThat(lockedIn(without)).isEqualTo(lockedIn(with));
        assertThat(imageOf(without)).isEqualTo(imageOf(with));
    }

    /** What {@code images.json} says, the digest among that. */
    private static JsonNode imageOf(Path project) {
        return BuiltProject.read(project.resolve("target/pyflink/images.json")).get(0);
    }

    /** The date of the other build, which is all that two builds of one choice differ in. */
    private static void fixDateOfCreation(Path project, Path other) throws IOException {
        Path pom = project.resolve("pom.xml");
        String created = BuiltProject.read(other.resolve("pyflink.lock"))
                .required("plans")
                .get(0)
                .required("created")
                .asText();
        Files.writeString(
                pom,
                Files.readString(pom)
                        .replaceFirst(
                                "</properties>",
                                "<project.build.outputTimestamp>%s</project.build.outputTimestamp></properties>"
                                        .formatted(created)));
    }

    private void publishThisMachinesApt() throws IOException {
        ForeignLayer layer = new ForeignLayer();
        for (String place : List.of("/etc/apt/sources.list", "/etc/apt/sources.list.d", "/usr/share/keyrings")) {
            if (Files.exists(Path.of(place))) {
                try (Stream<Path> files = Files.walk(Path.of(place))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        layer.file(file.toString().substring(1), Files.readAllBytes(file));
                    }
                }
            }
        }
        ForeignImage.oci(registry, "library/debian").layer(layer, "gzip").tagged("bookworm-slim", "amd64");
    }

    private Path copy(String name, boolean withLockFile) throws IOException {
        Path copy = Folders.create(folder.resolve(name));
        Files.copy(PROJECT.folder().resolve("pom.xml"), copy.resolve("pom.xml"));
        if (withLockFile) {
            Files.copy(PROJECT.folder().resolve("pyflink.lock"), copy.resolve("pyflink.lock"));
        }
        return copy;
    }

    private Command.Outcome mvn(Path project, String... options) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("unshare", "-m", "sh", "-c", "mount -t tmpfs none /etc/apt && exec \"$@\"", "sh"));
        words.addAll(MavenBuild.program());
        words.add("package");
        return succeed(project, words, options);
    }

    private Command.Outcome succeed(Path project, List<String> program, String... options) throws IOException {
        List<String> words = new ArrayList<>(program);
        words.addAll(List.of(options));
        return new Command(words)
                .in(project)
                .with("XDG_CONFIG_HOME", configuration().toString())
                .within(Duration.ofMinutes(6))
                .succeed();
    }

    /** The user's own configuration, with a mirror for Jib. */
    private Path configuration() throws IOException {
        Path mine = Path.of(System.getProperty("user.home"), ".config");
        Path copy = folder.resolve("configuration");
        if (!Files.isDirectory(copy)) {
            Path jib = Folders.create(copy.resolve("google-cloud-tools-java/jib"));
            Files.writeString(
                    jib.resolve("config.json"),
                    "{\"registryMirrors\":[{\"registry\":\"docker.io\",\"mirrors\":[\"%s\"]}]}"
                            .formatted(registry.name()));
            if (Files.isDirectory(mine)) {
                try (Stream<Path> entries = Files.list(mine)) {
                    for (Path entry : entries.filter(one -> !Files.exists(copy.resolve(one.getFileName())))
                            .toList()) {
                        Files.createSymbolicLink(copy.resolve(entry.getFileName()), entry);
                    }
                }
            }
        }
        return copy;
    }

    /** All that was chosen; the day on which it was is another. */
    private static JsonNode lockedIn(Path project) {
        JsonNode lock = BuiltProject.read(project.resolve("pyflink.lock"));
        lock.required("plans").forEach(plan -> ((ObjectNode) plan).remove("created"));
        return lock;
    }
}
