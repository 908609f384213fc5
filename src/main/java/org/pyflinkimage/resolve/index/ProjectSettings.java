package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a project says to uv beside its files of requirements.
 *
 * @param files the declared files
 */
public record ProjectSettings(List<Path> files) {

    /** What a project says of its indexes and of its wishes, in {@code uv.toml} or under {@code [tool.uv]}. */
    private static final List<String> PROJECT_KEYS = List.of(
            "index",
            "index-url",
            "extra-index-url",
            "find-links",
            "no-index",
            "index-strategy",
            "keyring-provider",
            "allow-insecure-host",
            "constraint-dependencies",
            "override-dependencies",
            "exclude-newer",
            "prerelease",
            "resolution");

    public ProjectSettings {
        files = files.stream().map(Path::toAbsolutePath).toList();
    }

    /** The parts of all projects' settings that shape a resolution; an earlier file wins. */
    public ObjectNode ofUv() {
        ObjectNode kept = Toml.empty();
        for (JsonNode project : documents()) {
            for (String key : PROJECT_KEYS) {
                if (project.has(key)) {
                    kept.putIfAbsent(key, project.get(key));
                }
            }
        }
        return kept;
    }

    /** The settings as they were written, one for each file. */
    List<JsonNode> documents() {
        List<JsonNode> documents = new ArrayList<>();
        for (Path file : files) {
            Path own = file.resolveSibling("uv.toml");
            documents.add(
                    Files.exists(own)
                            ? Toml.readIfPresent(own)
                            : Toml.readIfPresent(file.resolveSibling("pyproject.toml"))
                                    .path("tool")
                                    .path("uv"));
        }
        return documents;
    }

    /** The folder that relative paths in requirements start from, as they do for a user who calls pip or uv there. */
    public Path folderOr(Path other) {
        return files.isEmpty() ? other : files.get(0).resolveSibling("");
    }
}
