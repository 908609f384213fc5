package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real registry on the loopback takes an image once. */
class RegistryIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    private static final String REPOSITORY = "it/newest";

    private Path folder;
    private Command.Running registry;
    private String address;

    @BeforeEach
    void startRegistry() throws IOException {
        RequireTools.onPath("docker-registry", "skopeo", "mvn");
        folder = Folders.empty("registry");
        address = "127.0.0.1:" + freePort();
        Path configuration =
                Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                log:
                  accesslog:
                    disabled: false
                storage:
                  filesystem:
                    rootdirectory: %s
                http:
                  addr: %s
                """.formatted(folder.resolve("blobs"), address));
        registry =
                Command.of("docker-registry", "serve", configuration.toString()).start();
        Waiting.until(
                "an answer from the registry",
                Duration.ofSeconds(20),
                () -> Optional.of(skopeo("list-tags", "docker://" + address + "/none")
                                .errors())
                        .filter(errors -> !errors.contains("connection refused")),
                registry::outputSoFar);
    }

    @AfterEach
    void stopRegistry() {
        if (registry != null) {
            registry.close();
        }
        if (folder != null) {
            Folders.delete(folder);
        }
    }

    @Test
    void secondPushUploadsNothing() {
        JsonNode built = PROJECT.image();

        push();
        List<String> uploadsOfTheFirst = uploads();
        push();

        assertThat(uploadsOfTheFirst)
                .as("an upload for every layer and for the configuration")
                .hasSizeGreaterThan(built.required("layers").size());
        assertThat(uploads()).as("uploads after the second push").isEqualTo(uploadsOfTheFirst);
    }

    @Test
    void imageArrivesWhole() {
        push();

        assertThat(skopeo("inspect", "--format={{.Digest}}", pushed())
                        .requireSuccess()
                        .text())
                .isEqualTo(PROJECT.image().required("digest").asText());
        // Copying reads every blob and compares it with its digest.
        skopeo("copy", "--quiet", pushed(), "dir:" + folder.resolve("copy")).requireSuccess();
    }

    private void push() {
        MavenBuild.of(
                        PROJECT,
                        folder.resolve("project"),
                        Folders.buildDirectory().resolve("store"),
                        "-Dpyflink.to=registry",
                        "-Dpyflink.allowInsecureRegistries",
                        "-Dpyflink.image=" + address + "/" + REPOSITORY)
                .succeed();
    }

    private String pushed() {
        String reference = PROJECT.image().required("reference").asText();
        return "docker://" + address + "/" + REPOSITORY + reference.substring(reference.lastIndexOf(':'));
    }

    /** The requests that began to upload a blob, from the registry's own log. */
    private List<String> uploads() {
        return registry.outputSoFar()
                .lines()
                .filter(line -> line.contains("\"POST /v2/" + REPOSITORY + "/blobs/uploads/"))
                .toList();
    }

    private static Command.Outcome skopeo(String command, String... words) {
        List<String> all = new ArrayList<>(List.of("skopeo", "--insecure-policy", command));
        all.add(command.equals("copy") ? "--src-tls-verify=false" : "--tls-verify=false");
        all.addAll(List.of(words));
        return new Command(all).within(Duration.ofMinutes(2)).run();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
