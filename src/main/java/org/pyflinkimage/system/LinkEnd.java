package org.pyflinkimage.system;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a symbolic link leads in the end.
 *
 * @param path without links; empty where there is nothing
 * @param kind in words that say nothing of the content: {@code a file}, {@code nothing}
 */
public record LinkEnd(Optional<Path> path, String kind) {

    /** The end of a link as it is now. */
    public static LinkEnd of(Path link) {
        try {
            Path end = link.toRealPath();
            if (Files.isDirectory(end)) {
                return new LinkEnd(Optional.of(end), "a folder");
            }
            return new LinkEnd(Optional.of(end), Files.isRegularFile(end) ? "a file" : "a device");
        } catch (NoSuchFileException e) {
            return new LinkEnd(Optional.empty(), "nothing");
        } catch (FileSystemLoopException e) {
            return new LinkEnd(Optional.empty(), "itself");
        } catch (IOException e) {
            // Linux says of a circle no more than that there are too many links.
            return new LinkEnd(Optional.empty(), "what cannot be read");
        }
    }

    /** Whether the end lies in a folder, whose own path has no links. */
    public boolean isIn(Path folder) {
        return path.filter(end -> end.startsWith(folder)).isPresent();
    }

    /** The links in a folder that lead out of it, or to nothing, by path; none where the folder cannot be read. */
    public static List<Path> leadingOutOf(Path folder) {
        try {
            Path root = folder.toRealPath();
            return leadingOutOfReal(root).stream()
                    .map(link -> folder.resolve(root.relativize(link)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** @param root without links: of a folder that is one itself a walk has the link alone */
    private static List<Path> leadingOutOfReal(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isSymbolicLink)
                    .filter(link -> !of(link).isIn(root))
                    .sorted()
                    .toList();
        }
    }
}
