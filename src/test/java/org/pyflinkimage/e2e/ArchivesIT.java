package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both archives as the usual programs read them, against what {@code images.json} says. */
@ParameterizedClass(name = "{0}")
@EnumSource(BuiltProject.class)
@ExtendWith(LoadedImages.Resolver.class)
class ArchivesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameter
    private BuiltProject project;

    @BeforeEach
    void requireTools() {
        RequireTools.onPath("skopeo");
    }

    @Test
    void listOfImagesSaysWhatWasAskedFor() {
        JsonNode image = project.image();

        assertThat(image.required("flink").asText()).isEqualTo(project.flink());
        assertThat(image.required("java").asText()).isEqualTo(project.java());
        assertThat(image.required("python").asText()).isEqualTo(project.python());
        assertThat(image.required("platform").asText()).isEqualTo("linux/amd64");
        assertThat(image.required("reference").asText()).startsWith("example.com/it/" + project + ":");
    }

    @Test
    void skopeoFindsTheDigestsAndSizesOfTheList() {
        JsonNode listed = project.image();
        JsonNode manifest = json("skopeo", "inspect", "--raw", oci());
        JsonNode configuration = json("skopeo", "inspect", "--config", oci());

        assertThat(text("skopeo", "inspect", "--format={{.Digest}}", oci()))
                .isEqualTo(listed.required("digest").asText());
        assertThat(values(manifest.required("layers"), "digest"))
                .isEqualTo(values(listed.required("layers"), "digest"));
        assertThat(values(manifest.required("layers"), "size")).isEqualTo(values(listed.required("layers"), "size"));
        assertThat(values(configuration.required("rootfs").required("diff_ids"), ""))
                .isEqualTo(values(listed.required("layers"), "diffId"));
    }

    @Test
    void everyDocumentFollowsTheSpecificationOfImages() {
        OciSchemas.assertFollowed(project.ociArchive());
    }

    @Test
    void craneFindsNothingWrongWithTheDockerArchive() {
        Crane.assertValid(project.dockerArchive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci-archive", "docker-archive"})
    void configurationIsWhatFlinkNeeds(String kind) {
        JsonNode image = json("skopeo", "inspect", "--config", archive(kind));
        JsonNode config = image.required("config");

        assertThat(image.required("os").asText() + "/"
                        + image.required("architecture").asText())
                .isEqualTo("linux/amd64");
        assertThat(config.required("User").asText()).isIn("flink", "9999", "9999:9999", "flink:flink");
        assertThat(config.required("WorkingDir").asText()).isEqualTo("/opt/flink");
        assertThat(config.required("ExposedPorts").has("6123/tcp")).isTrue();
        assertThat(config.required("ExposedPorts").has("8081/tcp")).isTrue();
        assertThat(values(config.required("Env"), ""))
                .contains("FLINK_HOME=/opt/flink", "JAVA_HOME=/opt/java/openjdk")
                .anyMatch(variable -> variable.startsWith("PATH=/opt/venv/bin:"));
        assertThat(config.required("Entrypoint")).isNotEmpty();
    }

    @Test
    void dateOfCreationIsThatOfTheLockFile() {
        String created =
                json("skopeo", "inspect", "--config", oci()).required("created").asText();

        assertThat(Instant.parse(created))
                .isEqualTo(Instant.parse(project.plan().required("created").asText()))
                .isAfter("2020-01-01T00:00:00Z");
    }

    @Test
    void labelsSayWhatIsInside() {
        JsonNode labels =
                json("skopeo", "inspect", "--config", oci()).required("config").required("Labels");

        assertThat(labels.toString()).contains(project.flink(), project.java(), project.python());
        assertThat(labels.has("org.opencontainers.image.created")).isTrue();
    }

    @Test
    void bothArchivesHoldTheSameLayers() {
        assertThat(values(
                        json("skopeo", "inspect", "--config", archive("docker-archive"))
                                .required("rootfs")
                                .required("diff_ids"),
                        ""))
                .isEqualTo(values(project.image().required("layers"), "diffId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci-archive", "docker-archive"})
    void podmanLoadsTheArchiveAndStartsIt(String kind, LoadedImages images) {
        ContainerEngine engine = images.of(project).engine();
        String file = archive(kind).substring(kind.length() + 1);
        String answer = engine.command("load", "-q", "-i", file)
                .within(Duration.ofMinutes(3))
                .succeed()
                .text();
        String name = answer.substring(answer.lastIndexOf(": ") + 2);
        try (Container container = new ContainerRequest(engine, name).start("python", "-c", "import pyflink")) {
            assertThat(container.await(Duration.ofSeconds(30)))
                    .as(container.logs())
                    .isZero();
            assertThat(name).isEqualTo(project.image().required("reference").asText());
        } finally {
            engine.command("rmi", "-f", name).run();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci-archive", "docker-archive"})
    void buildahTakesTheArchiveAsABase(String kind) {
        RequireTools.onPath("buildah");
        String container = Command.of("buildah", "from", "--quiet", archive(kind))
                .within(Duration.ofMinutes(3))
                .succeed()
                .text();
        try {
            assertThat(text("buildah", "inspect", "--format={{.OCIv1.Config.WorkingDir}}", container))
                    .isEqualTo("/opt/flink");
        } finally {
            String image = text("buildah", "inspect", "--format={{.FromImage}}", container);
            Command.of("buildah", "rm", container).run();
            Command.of("buildah", "rmi", image).run();
        }
    }

    private String oci() {
        return archive("oci-archive");
    }

    private String archive(String kind) {
        return kind + ":" + (kind.startsWith("oci") ? project.ociArchive() : project.dockerArchive());
    }

    private static String text(String... words) {
        return Command.of(words).succeed().text();
    }

    private static JsonNode json(String... words) {
        try {
            return JSON.readTree(text(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field of every element, or the elements themselves where no field is named. */
    private static List<String> values(JsonNode list, String field) {
        List<String> values = new ArrayList<>();
        list.forEach(element -> values.add(
                field.isEmpty() ? element.asText() : element.required(field).asText()));
        return values;
    }
}
