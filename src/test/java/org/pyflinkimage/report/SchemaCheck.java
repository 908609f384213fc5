package org.pyflinkimage.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of JSON Schema that our schemas use; a field that the schema does not name is a mistake here. */
final class SchemaCheck {

    private final JsonNode schema;
    private final List<String> mistakes = new ArrayList<>();

    private SchemaCheck(JsonNode schema) {
        this.schema = schema;
    }

    static List<String> mistakesIn(JsonNode document, JsonNode schema) {
        SchemaCheck check = new SchemaCheck(schema);
        check.check(document, schema, "");
        return check.mistakes;
    }

    private void check(JsonNode value, JsonNode rule, String path) {
        if (rule.has("$ref")) {
            check(value, schema.at(rule.get("$ref").asText().substring(1)), path);
            return;
        }
        if (!hasType(value, rule.get("type").asText())) {
            mistakes.add(path + ": not of type " + rule.get("type").asText());
        }
        if (rule.has("enum") && rule.get("enum").valueStream().noneMatch(value::equals)) {
            mistakes.add(path + ": not allowed: " + value);
        }
        if (rule.has("required")) {
            rule.get("required")
                    .valueStream()
                    .map(JsonNode::asText)
                    .filter(name -> !value.has(name))
                    .forEach(name -> mistakes.add(path + ": lacks " + name));
        }
        if (value.isObject()) {
            value.properties().forEach(field -> field(field, rule, path));
        }
        if (value.isArray()) {
            value.forEach(element -> check(element, rule.get("items"), path + "/*"));
        }
    }

    private void field(Map.Entry<String, JsonNode> field, JsonNode rule, String path) {
        JsonNode own = rule.path("properties").path(field.getKey());
        JsonNode other = own.isMissingNode() ? rule.path("additionalProperties") : own;
        if (other.isMissingNode()) {
            mistakes.add(path + ": not in the schema: " + field.getKey());
        } else {
            check(field.getValue(), other, path + "/" + field.getKey());
        }
    }

    private static boolean hasType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            default -> throw new IllegalArgumentException(type);
        };
    }
}
