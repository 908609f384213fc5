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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.Stars;
import org.pyflinkimage.value.PyFlinkException;

/** The folders that the patterns of a uv workspace name; to find them takes some seconds at most. */
final class WorkspacePatterns {

    private static final String ANY_DEPTH = "**";
    private static final String ABOVE = "..";

    private final Path workspace;
    private final WorkspaceEffort effort;
    private final Map<Path, List<Path>> listings = new HashMap<>();

    WorkspacePatterns(Path workspace, WorkspaceEffort effort) {
        this.workspace = workspace;
        this.effort = effort;
    }

    /**
     * The folders that a pattern names; none where it is no pattern.
     *
     * @throws PyFlinkException {@code PYF-488} where that takes too long
     */
    Set<Path> matching(String pattern) {
        Set<Path> places = new LinkedHashSet<>(Set.of(workspace));
        List<String> segments = segmentsOf(pattern);
        effort.parts(segments.size(), workspace);
        for (String segment : segments) {
            places = below(places, segment);
        }
        return places;
    }

    /**
     * Those of some folders that a pattern names, by their paths: nothing is looked for on the disk, where there may be much that is no
     * member at all.
     *
     * @throws PyFlinkException {@code PYF-488} where that takes too long
     */
    Set<Path> among(Set<Path> folders, String pattern) {
        List<String> whole = withoutWaysUp(segmentsOf(pattern));
        int up = waysUp(whole);
        List<String> segments = whole.subList(up, whole.size());
        List<Optional<FilePattern>> patterns =
                segments.stream().map(WorkspacePatterns::ofName).toList();
        Set<Path> found = new LinkedHashSet<>();
        for (Path folder : folders) {
            List<String> names = namesOf(folder);
            Stars stars = new Stars(
                    segments.size(),
                    segment -> segments.get(segment).equals(ANY_DEPTH),
                    (segment, at) -> patterns.get(segment)
                            .filter(it -> matches(it, names.get(up + at)))
                            .isPresent());
            effort.compare(0, workspace);
            if (waysUp(names) == up && stars.match(names.size() - up)) {
                found.add(folder);
            }
        }
        return found;
    }

    /** On the way from the workspace; none for its own folder. */
    private List<String> namesOf(Path folder) {
        List<String> names = new ArrayList<>();
        workspace.normalize().relativize(folder.normalize()).forEach(name -> names.add(name.toString()));
        return names.equals(List.of("")) ? List.of() : names;
    }

    private static int waysUp(List<String> names) {
        return (int) names.stream().takeWhile(ABOVE::equals).count();
    }

    private static List<String> segmentsOf(String pattern) {
        List<String> segments = new ArrayList<>();
        for (String segment : pattern.split("/", -1)) {
            boolean stays = segment.isEmpty() || segment.equals(".");
            // A second one in a row names nothing more.
            boolean again = segment.equals(ANY_DEPTH) && isLast(ANY_DEPTH, segments);
            if (!stays && !again) {
                segments.add(segment);
            }
        }
        return segments;
    }

    /** What is above any depth is of any depth, too. */
    private static List<String> withoutWaysUp(List<String> segments) {
        List<String> shorter = new ArrayList<>();
        for (String segment : segments) {
            boolean up = segment.equals(ABOVE) && !shorter.isEmpty() && !isLast(ABOVE, shorter);
            if (!up) {
                shorter.add(segment);
            } else if (!isLast(ANY_DEPTH, shorter)) {
                shorter.remove(shorter.size() - 1);
            }
        }
        return shorter;
    }

    private static boolean isLast(String segment, List<String> segments) {
        return !segments.isEmpty() && segments.get(segments.size() - 1).equals(segment);
    }

    private static Optional<FilePattern> ofName(String segment) {
        return FilePattern.parse("/" + segment);
    }

    private Set<Path> below(Set<Path> places, String segment) {
        Set<Path> found = new LinkedHashSet<>();
        if (segment.equals(ABOVE)) {
            for (Path place : places) {
                effort.folder(workspace);
                found.add(place.resolve(segment).normalize());
            }
        } else if (segment.equals(ANY_DEPTH)) {
            for (Path place : places) {
                // All that lies beside the workspace, and at last the whole disk, is nobody's member.
                if (isAbove(place)) {
                    throw WorkspaceEffort.tooMuch(workspace);
                }
                // What was walked from another place on is in already.
                if (!found.contains(place)) {
                    walk(place, found);
                }
            }
        } else {
            Optional<FilePattern> pattern = ofName(segment);
            for (Path place : pattern.isEmpty() ? Set.<Path>of() : places) {
                effort.folder(workspace);
                for (Path child : children(place)) {
                    if (matches(pattern.get(), String.valueOf(child.getFileName()))) {
                        found.add(child);
                    }
                }
            }
        }
        return found;
    }

    private boolean isAbove(Path place) {
        Path own = workspace.normalize();
        return own.startsWith(place) && !own.equals(place);
    }

    private boolean matches(FilePattern pattern, String name) {
        effort.compare(pattern.effort(name.length()), workspace);
        return pattern.matches(name, true);
    }

    /** The folders directly in one, by links too; none where it cannot be read. */
    private List<Path> children(Path place) {
        List<Path> known = listings.get(place);
        if (known == null) {
            Set<Path> folders = new LinkedHashSet<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
                for (Path entry : entries) {
                    if (Files.isDirectory(entry)) {
                        effort.folder(workspace);
                        folders.add(entry);
                    } else {
                        effort.file(workspace);
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
                    effort.folder(workspace);
                    boolean hidden = !folder.equals(place)
                            && String.valueOf(folder.getFileName()).startsWith(".");
                    return !hidden && found.add(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    effort.file(workspace);
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
}
