package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class ImagesJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Combination COMBINATION =
            new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);

    @TempDir
    Path folder;

    @Test
    void textIsAsPromised() throws IOException {
        Path archive = folder.resolve("flink-2.2.1/image.tar");

        Path file = ImagesJson.write(List.of(built(Optional.of(archive))), folder);

        assertThat(file).isEqualTo(folder.resolve("images.json"));
        assertThat(Files.readString(file)).isEqualTo("""
                [
                  {
                    "flink" : "2.2.1",
                    "java" : "17",
                    "python" : "3.11",
                    "platform" : "linux/amd64",
                    "reference" : "registry.example.com/team/wordcount:1",
                    "builder" : null,
                    "base" : null,
                    "digest" : "sha256:%1$s",
                    "archive" : "flink-2.2.1/image.tar",
                    "index" : null,
                    "size" : 5000000000,
                    "unpackedSize" : 9000000000,
                    "layers" : [
                      {
                        "digest" : "sha256:%1$s",
                        "diffId" : "sha256:%2$s",
                        "size" : 7,
                        "contents" : "Python packages: numpy",
                        "kind" : "python-packages"
                      }
                    ]
                  }
                ]
                """.formatted("a".repeat(64), "b".repeat(64)));
    }

    @Test
    void textFollowsItsSchema() throws IOException {
        ImagesJson.write(
                List.of(built(Optional.empty()), built(Optional.of(folder.resolve("../elsewhere/image.tar")))), folder);

        JsonNode images = JSON.readTree(Files.readString(folder.resolve("images.json")));
        assertThat(JsonSchema.violations(schema(), images)).isEmpty();
        assertThat(images.path(0).path("archive").isNull()).isTrue();
        assertThat(images.path(1).path("archive").asText()).isEqualTo("../elsewhere/image.tar");
    }

    @Test
    void archiveOfAllPlatformsIsNamed() throws IOException {
        BuiltIndex index = new BuiltIndex(new Sha256("c".repeat(64)), folder.resolve("flink-2.2.1/all.tar"));

        ImagesJson.write(List.of(built(Optional.empty()).within(index)), folder);

        JsonNode images = JSON.readTree(Files.readString(folder.resolve("images.json")));
        assertThat(JsonSchema.violations(schema(), images)).isEmpty();
        assertThat(images.path(0).path("index"))
                .hasToString(
                        "{\"digest\":\"sha256:%s\",\"archive\":\"flink-2.2.1/all.tar\"}".formatted("c".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void baseIsNamedWithItsDigestWhereThatIsKnown(boolean known) throws IOException {
        Optional<Sha256> digest = Optional.of(new Sha256("c".repeat(64))).filter(any -> known);
        ImageBase base = new ImageBase(ImageReference.of("registry.example.com/base:1"), digest, List.of());

        ImagesJson.write(List.of(built(Optional.empty()).upon(Optional.of(base))), folder);

        JsonNode images = JSON.readTree(Files.readString(folder.resolve("images.json")));
        assertThat(JsonSchema.violations(schema(), images)).isEmpty();
        assertThat(images.path(0).path("base"))
                .hasToString("{\"reference\":\"registry.example.com/base:1\",\"digest\":%s}"
                        .formatted(known ? "\"sha256:" + "c".repeat(64) + "\"" : "null"));
    }

    @Test
    void whatABuilderDoesNotTellIsNull() throws IOException {
        BuiltLayer layer = new BuiltLayer(
                "COPY",
                Optional.empty(),
                Optional.empty(),
                new Sha256("b".repeat(64)),
                OptionalLong.empty(),
                OptionalLong.empty());
        ImageContents contents =
                new ImageContents(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), List.of(layer));

        ImagesJson.write(
                List.of(new BuiltImage(
                        COMBINATION,
                        Optional.of(BuilderName.DOCKER),
                        ImageReference.of("name:1"),
                        Optional.empty(),
                        contents)),
                folder);

        JsonNode images = JSON.readTree(Files.readString(folder.resolve("images.json")));
        assertThat(JsonSchema.violations(schema(), images)).isEmpty();
        assertThat(images.path(0).path("builder").asText()).isEqualTo("docker");
        for (String field : List.of("digest", "size", "unpackedSize")) {
            assertThat(images.path(0).path(field).isNull()).as(field).isTrue();
        }
    }

    @Test
    void schemaRefusesWhatIsNotPromised() throws IOException {
        ImagesJson.write(List.of(built(Optional.empty())), folder);
        JsonNode images = JSON.readTree(Files.readString(folder.resolve("images.json")));
        ObjectNode image = (ObjectNode) images.path(0);
        image.put("java", 17)
                .put("size", 0)
                .put("digest", "sha256:12")
                .put("surprise", true)
                .put("platform", "windows/amd64");
        image.remove("python");
        ((ObjectNode) image.path("layers").path(0)).remove("contents");

        assertThat(JsonSchema.violations(schema(), images)).hasSize(7);
    }

    @Test
    void schemaKnowsEveryKind() throws IOException {
        JsonNode kinds = schema().at("/items/properties/layers/items/properties/kind/enum");

        assertThat(kinds)
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Stream.concat(Arrays.stream(LayerKind.values()).map(LayerKind::id), Stream.of("null"))
                                .toList());
    }

    @Test
    void nothingBuiltIsAnEmptyArray() throws IOException {
        ImagesJson.write(List.of(), folder);

        assertThat(JSON.readTree(Files.readString(folder.resolve("images.json"))))
                .isEmpty();
    }

    private static JsonNode schema() throws IOException {
        try (InputStream schema = ImagesJson.class.getResourceAsStream("images.schema.json")) {
            return JSON.readTree(schema);
        }
    }

    private static BuiltImage built(Optional<Path> archive) {
        Sha256 a = new Sha256("a".repeat(64));
        Layer layer = new Layer(
                new LayerName(LayerKind.PYTHON_PACKAGES, "numpy"),
                Path.of("blob"),
                a,
                new Sha256("b".repeat(64)),
                7,
                512);
        return new BuiltImage(
                COMBINATION,
                ImageReference.of("registry.example.com/team/wordcount:1"),
                a,
                archive,
                5_000_000_000L,
                9_000_000_000L,
                List.of(layer));
    }
}
