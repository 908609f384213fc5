package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** The folders that the patterns of a uv workspace name; to find them takes some seconds at most. */
final class WorkspacePatterns {

    private static final String ANY_DEPTH = "**";

    /** No known workspace comes near. */
    private static final int LOOKS_AT_MOST = 200_000;

    /** Of comparisons of characters, which are quicker. */
    private static final long STEPS_AT_MOST = 1_000_000_000L;

    private final Path workspace;
    private final Map<Path, List<Path>> listings = new HashMap<>();
    private int looks;
    private long steps;

    WorkspacePatterns(Path workspace) {
        this.workspace = workspace;
    }

    /**
     * The folders that a pattern names; none where it is no pattern.
     *
     * @throws PyFlinkException {@code PYF-488} where that takes too long
     */
    Set<Path> matching(String pattern) {
        Set<Path> places = new LinkedHashSet<>(Set.of(workspace));
        String before = "";
        for (String segment : pattern.split("/", -1)) {
            boolean stays = segment.isEmpty() || segment.equals(".");
            // A second one in a row names nothing more.
            if (!stays && (!segment.equals(ANY_DEPTH) || !before.equals(ANY_DEPTH))) {
                places = below(places, segment);
            }
            before = stays ? before : segment;
        }
        return places;
    }

    private Set<Path> below(Set<Path> places, String segment) {
        Set<Path> found = new LinkedHashSet<>();
        if (segment.equals("..")) {
            for (Path place : places) {
                look();
                found.add(place.resolve(segment).normalize());
            }
        } else if (segment.equals(ANY_DEPTH)) {
            // What was walked from another place on is in already.
            places.stream().filter(place -> !found.contains(place)).forEach(place -> walk(place, found));
        } else {
            Optional<FilePattern> pattern = FilePattern.parse("/" + segment);
            for (Path place : pattern.isEmpty() ? Set.<Path>of() : places) {
                look();
                for (Path child : children(place)) {
                    if (matches(pattern.get(), String.valueOf(child.getFileName()))) {
                        found.add(child);
                    }
                }
            }
        }
        return found;
    }

    private boolean matches(FilePattern pattern, String name) {
        steps += 128 + pattern.effort(name.length());
        if (steps > STEPS_AT_MOST) {
            throw tooMany().toException();
        }
        return pattern.matches(name, true);
    }

    /** The folders directly in one, by links too; none where it cannot be read. */
    private List<Path> children(Path place) {
        List<Path> known = listings.get(place);
        if (known == null) {
            Set<Path> folders = new LinkedHashSet<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
                for (Path entry : entries) {
                    look();
                    if (Files.isDirectory(entry)) {
                        folders.add(entry);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                folders.clear();
            }
            known = List.copyOf(folders);
            listings.put(place, known);
        }
        return known;
    }

    /** A folder and all below it; what is hidden has no members, and no link is followed. */
    private void walk(Path place, Set<Path> found) {
        try {
            Files.walkFileTree(place, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    look();
                    boolean hidden = !folder.equals(place)
                            && String.valueOf(folder.getFileName()).startsWith(".");
                    return !hidden && found.add(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    look();
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the visitor passes over whatever fails
        }
    }

    private void look() {
        looks++;
        if (looks > LOOKS_AT_MOST) {
            throw tooMany().toException();
        }
    }

    private Problem tooMany() {
        return Problem.declaration(
                        "PYF-488",
                        "The members of the workspace `%s` are not looked for any longer".formatted(workspace))
                .why("to find what the patterns of its `[tool.uv.workspace]` name takes more than %s looks at files"
                        .formatted(LOOKS_AT_MOST))
                .remedy("name its members without `**`, and with fewer stars");
    }
}
