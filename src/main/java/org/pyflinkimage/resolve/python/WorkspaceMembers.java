package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
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
        if (segment.equals("**")) {
            return all(place);
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

    /** A folder and all below it; what is hidden has no members, and no link is followed. */
    private static List<Path> all(Path place) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(place, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    if (!folder.equals(place)
                            && String.valueOf(folder.getFileName()).startsWith(".")) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    found.add(folder);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            return List.of();
        }
        return found;
    }
}
