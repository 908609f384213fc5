package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * The folders of a uv workspace's members, as its {@code pyproject.toml} names them in patterns.
 *
 * @param folder of the workspace
 * @param settings its {@code [tool.uv.workspace]}
 */
record WorkspaceMembers(Path folder, JsonNode settings) {

    private static final String PROJECT = "pyproject.toml";

    /** Those that have a project, without the workspace's own folder. */
    Set<Path> folders() {
        Set<Path> members = matching("members");
        members.removeAll(matching("exclude"));
        members.removeIf(member -> !Files.isRegularFile(member.resolve(PROJECT)));
        members.remove(folder);
        return members;
    }

    private Set<Path> matching(String key) {
        Set<Path> found = new TreeSet<>();
        for (JsonNode pattern : settings.path(key)) {
            List<Path> places = List.of(folder);
            for (String segment : pattern.asText().split("/", -1)) {
                places = places.stream()
                        .flatMap(place -> below(place, segment).stream())
                        .toList();
            }
            found.addAll(places);
        }
        return found;
    }

    private static List<Path> below(Path place, String segment) {
        if (segment.isEmpty() || segment.equals(".")) {
            return List.of(place);
        }
        if (segment.equals("..")) {
            return List.of(place.resolve(segment).normalize());
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place, segment)) {
            entries.forEach(entry -> {
                if (Files.isDirectory(entry)) {
                    found.add(entry);
                }
            });
        } catch (IOException | PatternSyntaxException e) {
            return List.of();
        }
        return found;
    }
}
