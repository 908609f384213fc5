package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real registry on the loopback takes an image once. */
class RegistryIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    private static final String REPOSITORY = "it/newest";

    private Path folder;
    private LoopbackRegistry registry;

    @BeforeEach
    void startRegistry() {
        RequireTools.onPath("docker-registry", "skopeo", "mvn");
        folder = Folders.empty("registry");
        registry = LoopbackRegistry.start(folder);
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

        assertThat(registry.digestOf(pushed()))
                .isEqualTo(PROJECT.image().required("digest").asText());
        // Copying reads every blob and compares it with its digest.
        LoopbackRegistry.skopeo(
                        "copy",
                        "--quiet",
                        "docker://" + registry.address() + "/" + pushed(),
                        "dir:" + folder.resolve("copy"))
                .requireSuccess();
    }

    @Test
    void craneFindsNothingWrongWithIt() {
        push();

        Crane.assertValid(registry, pushed());
    }

    private void push() {
        MavenBuild.of(
                        PROJECT,
                        folder.resolve("project"),
                        Folders.buildDirectory().resolve("store"),
                        "-Dpyflink.to=registry",
                        "-Dpyflink.allowInsecureRegistries",
                        "-Dpyflink.image=" + registry.address() + "/" + REPOSITORY)
                .succeed();
    }

    private String pushed() {
        String reference = PROJECT.image().required("reference").asText();
        return REPOSITORY + reference.substring(reference.lastIndexOf(':'));
    }

    /** The requests that began to upload a blob, from the registry's own log. */
    private List<String> uploads() {
        return registry.log()
                .lines()
                .filter(line -> line.contains("\"POST /v2/" + REPOSITORY + "/blobs/uploads/"))
                .toList();
    }
}
