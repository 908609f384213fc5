package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The fields, types and words of the Flink Kubernetes Operator's resource definitions. */
final class OperatorSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/test/resources/org/pyflinkimage/template/schemas");

    private final List<String> mistakes = new ArrayList<>();

    private OperatorSchema() {}

    static void requireValid(String yaml) throws IOException {
        assertThat(mistakes(yaml)).isEmpty();
    }

    /** What is wrong with the manifests of a file. */
    static List<String> mistakes(String yaml) throws IOException {
        OperatorSchema schema = new OperatorSchema();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            JsonNode manifest = JSON.valueToTree(document);
            String kind = manifest.required("kind").asText();
            assertThat(manifest.required("apiVersion").asText()).isEqualTo("flink.apache.org/v1beta1");
            assertThat(manifest.required("metadata").required("name").asText()).matches("[a-z][-a-z0-9]{0,44}");
            JsonNode root = JSON.readTree(FOLDER.resolve(kind.toLowerCase(Locale.ROOT) + "-schema.json")
                    .toFile());
            schema.check(
                    "spec",
                    manifest.required("spec"),
                    root.required("properties").required("spec"));
        }
        return schema.mistakes;
    }

    private void check(String path, JsonNode value, JsonNode schema) {
        if (!isOfType(value, schema.path("type").asText(""))) {
            mistakes.add(path + ": no " + schema.path("type").asText());
        } else if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            mistakes.add(path + ": " + value.asText() + " is no word of the schema");
        } else if (value.isArray() && schema.has("items")) {
            value.forEach(element -> check(path + "[]", element, schema.get("items")));
        } else if (value.isObject()) {
            value.properties()
                    .forEach(
                            field -> checkField(path + "." + field.getKey(), field.getKey(), field.getValue(), schema));
        }
    }

    private void checkField(String path, String name, JsonNode value, JsonNode schema) {
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                || (!schema.has("properties") && !schema.has("additionalProperties"));
        if (schema.path("properties").has(name)) {
            check(path, value, schema.get("properties").get(name));
        } else if (schema.has("additionalProperties")) {
            check(path, value, schema.get("additionalProperties"));
        } else if (!open) {
            mistakes.add(path + ": no field of the schema");
        }
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            default -> true;
        };
    }

    private static boolean contains(JsonNode words, JsonNode value) {
        for (JsonNode word : words) {
            if (word.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
