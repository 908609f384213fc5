package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class ContentsJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<ImagePart> PARTS = List.of(
            new ImagePart(LayerKind.PYTHON_PACKAGES, "numpy", Optional.of("2.2.0"), 900, 9_000_000_000L),
            new ImagePart(LayerKind.JOB, "job", Optional.empty(), 1, 12));

    @TempDir
    Path folder;

    private Path written() {
        Path file = folder.resolve("cell/contents.json");
        BuiltImage image = new BuiltImage(
                new Combination(
                        new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64),
                ImageReference.parse("registry.example.com/team/wordcount:1").orElseThrow(),
                new Sha256("a".repeat(64)),
                Optional.empty(),
                1,
                2,
                List.of());
        ContentsJson.of(image, PARTS).write(file);
        return file;
    }

    @Test
    void textIsAsPromised() throws IOException {
        assertThat(Files.readString(written())).isEqualTo("""
                {
                  "reference" : "registry.example.com/team/wordcount:1",
                  "digest" : "sha256:%s",
                  "files" : 901,
                  "size" : 9000000012,
                  "parts" : [
                    {
                      "name" : "numpy",
                      "version" : "2.2.0",
                      "kind" : "python-packages",
                      "files" : 900,
                      "size" : 9000000000
                    },
                    {
                      "name" : "job",
                      "version" : null,
                      "kind" : "job",
                      "files" : 1,
                      "size" : 12
                    }
                  ]
                }
                """.formatted("a".repeat(64)));
    }

    @Test
    void textFollowsItsSchema() throws IOException {
        assertThat(JsonSchema.violations(schema(), JSON.readTree(Files.readString(written()))))
                .isEmpty();
    }

    @Test
    void schemaRefusesWhatIsNotPromised() throws IOException {
        ObjectNode file = (ObjectNode) JSON.readTree(Files.readString(written()));
        file.put("more", 1).put("files", -1);
        ((ObjectNode) file.path("parts").path(0)).remove("kind");

        assertThat(JsonSchema.violations(schema(), file)).hasSize(3);
    }

    @Test
    void whatWasWrittenIsRead() {
        assertThat(ContentsJson.read(written())).contains(PARTS);
    }

    /** A comparison with what somebody else wrote would be none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[]",
                "{}",
                "null",
                "{\"parts\": 1}",
                "{\"parts\": []}",
                "{\"parts\": [{\"name\": \"numpy\"}]}",
                "{\"parts\": [{\"name\": 1, \"kind\": \"job\", \"size\": 1}]}",
                "{\"parts\": [{\"name\": \"a\", \"kind\": \"job\", \"size\": 1e40}]}",
                "{\"parts\": [{\"name\": \"a\", \"kind\": \"of tomorrow\", \"size\": 1}]}",
                "{\"parts\": [{\"name\": \"a\", \"kind\": \"job\", \"size\": \"1\"}]}"
            })
    void otherFilesAreNotRead(String text) throws IOException {
        assertThat(ContentsJson.read(Files.writeString(folder.resolve("contents.json"), text)))
                .isEmpty();
    }

    @Test
    void deeplyNestedFileIsNotRead() throws IOException {
        String text = "{\"parts\": " + "[".repeat(100_000);

        assertThat(ContentsJson.read(Files.writeString(folder.resolve("contents.json"), text)))
                .isEmpty();
    }

    @Test
    void whatIsNoFileIsNotRead() throws IOException {
        assertThat(ContentsJson.read(folder.resolve("none.json"))).isEmpty();
        assertThat(ContentsJson.read(folder)).isEmpty();
    }

    private static JsonNode schema() throws IOException {
        try (InputStream schema = ContentsJson.class.getResourceAsStream("contents.schema.json")) {
            return JSON.readTree(schema);
        }
    }
}
