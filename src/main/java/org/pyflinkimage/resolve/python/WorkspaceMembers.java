package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.index.Toml;

/**
 * The folders of a uv workspace's members, as its {@code pyproject.toml} names them in patterns.
 *
 * @param folder of the workspace
 * @param settings its {@code [tool.uv.workspace]}
 */
record WorkspaceMembers(Path folder, JsonNode settings) {

    private static final String PROJECT = "pyproject.toml";

    /** The workspace that a folder lies in, or is; empty where none is around it. */
    static Optional<WorkspaceMembers> around(Path folder) {
        for (Path place = folder; place != null; place = place.getParent()) {
            JsonNode settings = Toml.readIfPresent(place.resolve(PROJECT)).at("/tool/uv/workspace");
            if (settings.isObject()) {
                return Optional.of(new WorkspaceMembers(place, settings));
            }
        }
        return Optional.empty();
    }

    /** The folder of the member of a name, of which one is the workspace's own folder; empty where there is none. */
    Optional<Path> member(NormalizedName name) {
        return Stream.concat(Stream.of(folder), folders().stream())
                .filter(member -> ProjectRequirements.normalized(Toml.readIfPresent(member.resolve(PROJECT))
                                .at("/project/name")
                                .asText())
                        .equals(name.value()))
                .findFirst();
    }

    /** Those that have a project, without the workspace's own folder. */
    Set<Path> folders() {
        Set<Path> members = matching("members");
        members.removeAll(matching("exclude"));
        members.removeIf(member -> !Files.isRegularFile(member.resolve(PROJECT)));
        members.remove(folder);
        return members;
    }

    private Set<Path> matching(String key) {
        WorkspacePatterns patterns = new WorkspacePatterns(folder);
        Set<Path> found = new TreeSet<>();
        settings.path(key).forEach(pattern -> found.addAll(patterns.matching(pattern.asText())));
        return found;
    }
}
