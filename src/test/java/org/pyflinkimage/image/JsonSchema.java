package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks a JSON value against the part of JSON Schema that our schemas use; an unknown keyword is an error. */
final class JsonSchema {

    private static final Set<String> WORDS = Set.of("$schema", "title", "description");

    private final List<String> violations = new ArrayList<>();

    private JsonSchema() {}

    /** All places where the value does not follow the schema. */
    static List<String> violations(JsonNode schema, JsonNode value) {
        JsonSchema check = new JsonSchema();
        check.check("$", schema, value);
        return check.violations;
    }

    private void check(String path, JsonNode schema, JsonNode value) {
        schema.properties().forEach(keyword -> check(path, schema, keyword.getKey(), keyword.getValue(), value));
    }

    private void check(String path, JsonNode schema, String keyword, JsonNode rule, JsonNode value) {
        switch (keyword) {
            case "type" -> require(path, keyword, types(rule).contains(type(value)));
            case "enum" -> require(path, keyword, contains(rule, value));
            case "pattern" ->
                require(
                        path,
                        keyword,
                        !value.isTextual()
                                || Pattern.compile(rule.asText())
                                        .matcher(value.asText())
                                        .find());
            case "minLength" ->
                require(path, keyword, !value.isTextual() || value.asText().length() >= rule.asInt());
            case "minimum" -> require(path, keyword, !value.isNumber() || value.asLong() >= rule.asLong());
            case "items" -> {
                for (int i = 0; i < value.size() && value.isArray(); i++) {
                    check(path + "[" + i + "]", rule, value.path(i));
                }
            }
            case "properties" ->
                rule.properties().forEach(property -> {
                    if (value.has(property.getKey())) {
                        check(path + "." + property.getKey(), property.getValue(), value.path(property.getKey()));
                    }
                });
            case "required" ->
                rule.forEach(name -> require(path, "required " + name, !value.isObject() || value.has(name.asText())));
            case "additionalProperties" ->
                value.fieldNames()
                        .forEachRemaining(name -> require(
                                path, "no " + name, schema.path("properties").has(name)));
            default -> require(path, "unknown keyword " + keyword, WORDS.contains(keyword));
        }
    }

    private void require(String path, String rule, boolean kept) {
        if (!kept) {
            violations.add(path + ": " + rule);
        }
    }

    private static Set<String> types(JsonNode rule) {
        Set<String> types = new TreeSet<>();
        if (rule.isTextual()) {
            types.add(rule.asText());
        }
        rule.forEach(type -> types.add(type.asText()));
        return types;
    }

    private static String type(JsonNode value) {
        return value.isTextual()
                ? "string"
                : value.isIntegralNumber()
                        ? "integer"
                        : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (JsonNode element : array) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
