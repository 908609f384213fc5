package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Values of a project's settings: what is of another form than its tool knows is refused. */
final class Settings {

    private Settings() {}

    /** A text; empty where there is none. */
    static String text(JsonNode table, String key) {
        JsonNode node = table.path(key);
        if (!node.isMissingNode() && !node.isTextual()) {
            throw new NeedsRunning("`%s` in its settings is no text".formatted(key));
        }
        return node.asText();
    }

    /** The texts of a list; none where there is no list. */
    static List<String> texts(JsonNode table, String key) {
        JsonNode node = table.path(key);
        List<String> texts = new ArrayList<>();
        for (JsonNode text : node) {
            if (!node.isArray() || !text.isTextual()) {
                throw new NeedsRunning("`%s` in its settings is no list of texts".formatted(key));
            }
            texts.add(text.asText());
        }
        if (node.isValueNode()) {
            throw new NeedsRunning("`%s` in its settings is no list of texts".formatted(key));
        }
        return texts;
    }

    /** A text, or each of a list. */
    static List<String> textOrTexts(JsonNode table, String key) {
        return table.path(key).isTextual() ? List.of(table.path(key).asText()) : texts(table, key);
    }

    /** @throws NeedsRunning where a table has a key that changes what is built in a way that is not known here */
    static void requireKnown(JsonNode table, String name, Set<String> known) {
        table.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new NeedsRunning(
                        "its settings have `%s` in `[%s]`, which only its build backend knows".formatted(key, name));
            }
        });
    }
}
