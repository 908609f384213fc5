package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.python.NormalizedName;

/** Where a project takes what it requires from, for the tools that read more of its file than its build backend does. */
final class Siblings {

    private Siblings() {}

    /** Those of {@code [tool.uv.sources]} and of Poetry's dependencies, but for indexes. */
    static List<Sibling> of(JsonNode pyproject) {
        List<Sibling> found = new ArrayList<>();
        for (JsonNode table : List.of(pyproject.at("/tool/uv/sources"), pyproject.at("/tool/poetry/dependencies"))) {
            for (Map.Entry<String, JsonNode> entry : table.properties()) {
                JsonNode value = entry.getValue();
                for (JsonNode source : value.isArray() ? value : List.of(value)) {
                    take(entry.getKey(), source, found);
                }
            }
        }
        return found;
    }

    private static void take(String written, JsonNode source, List<Sibling> found) {
        NormalizedName name = NormalizedName.parse(written)
                .orElseThrow(
                        () -> new NeedsRunning("`%s` in its settings is no distribution's name".formatted(written)));
        if (source.has("git")) {
            throw new NeedsRunning("it takes `%s` from a repository of sources".formatted(name));
        }
        for (String key : List.of("path", "file", "url")) {
            if (source.path(key).isTextual()) {
                found.add(new Sibling(name, source.path(key).asText()));
            }
        }
        if (source.path("workspace").asBoolean()) {
            found.add(new Sibling(name, ""));
        }
    }
}
