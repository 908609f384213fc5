package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.index.Toml;

/** The members of a uv workspace, as its {@code pyproject.toml} names their folders in patterns. They are looked for and read once. */
final class WorkspaceMembers {

    static final String PROJECT = "pyproject.toml";

    private final Path folder;
    private final JsonNode project;
    private final WorkspaceEffort effort;
    private final Map<String, Path> byName = new HashMap<>();

    private @Nullable Deque<Path> unread;
    private @Nullable Set<Path> folders;
    private @Nullable Map<String, List<JsonNode>> sources;

    /**
     * Members that nobody has looked for yet.
     *
     * @param folder of the workspace
     * @param project its {@code pyproject.toml}
     */
    WorkspaceMembers(Path folder, JsonNode project, WorkspaceEffort effort) {
        this.folder = folder;
        this.project = project;
        this.effort = effort;
    }

    /** What a {@code pyproject.toml} says of its workspace; missing where it is none's. */
    static JsonNode settings(JsonNode project) {
        return project.at("/tool/uv/workspace");
    }

    Path folder() {
        return folder;
    }

    /** The places that it names for all members, by normalized names. */
    synchronized Map<String, List<JsonNode>> sources() {
        if (sources == null) {
            sources = ProjectSources.byName(project.at("/tool/uv/sources"));
        }
        return sources;
    }

    /** The folder of the member of a name, of which one is the workspace's own folder; empty where there is none. */
    synchronized Optional<Path> member(NormalizedName name) {
        if (unread == null) {
            Deque<Path> all = new ArrayDeque<>(folders());
            all.addFirst(folder);
            unread = all;
        }
        // A member that cannot be read is met anew by whoever comes so far.
        for (Path next = unread.peek(); next != null && !byName.containsKey(name.value()); next = unread.peek()) {
            byName.putIfAbsent(nameOf(next), next);
            unread.remove();
        }
        return Optional.ofNullable(byName.get(name.value()));
    }

    private String nameOf(Path member) {
        JsonNode itself = member.equals(folder) ? project : read(member.resolve(PROJECT));
        return NormalizedName.normalized(itself.at("/project/name").asText());
    }

    private JsonNode read(Path file) {
        try {
            effort.read(Files.size(file), folder);
        } catch (IOException e) {
            effort.file(folder); // whoever reads it says what is wrong with it
        }
        return Toml.readIfPresent(file);
    }

    /** Those that have a project, without the workspace's own folder. */
    synchronized Set<Path> folders() {
        if (folders == null) {
            WorkspacePatterns patterns = new WorkspacePatterns(folder, effort);
            Set<Path> members = new TreeSet<>();
            settings(project).path("members").forEach(it -> members.addAll(patterns.matching(it.asText())));
            members.removeIf(member -> !Files.isRegularFile(member.resolve(PROJECT)));
            settings(project).path("exclude").forEach(it -> members.removeAll(patterns.among(members, it.asText())));
            members.remove(folder);
            folders = Collections.unmodifiableSet(members);
        }
        return folders;
    }
}
