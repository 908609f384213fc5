package org.pyflinkimage.resolve.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.FilePattern;

/**
 * What Git is told to ignore: the nearest {@code .gitignore}, from a project's folder upwards to that of its repository.
 *
 * @param lines the last that names a file decides
 */
record IgnoredFiles(List<Line> lines) {

    private static final long LARGEST = 1 << 20;

    /** @param back whether it takes back what lines before it ignore */
    record Line(FilePattern pattern, boolean back) {}

    IgnoredFiles {
        lines = List.copyOf(lines);
    }

    /** Of the nearest file, which need not be in a repository. */
    static IgnoredFiles nearest(Path folder) {
        @Nullable Path place = folder.toAbsolutePath();
        while (place != null) {
            Path file = place.resolve(".gitignore");
            if (Files.isRegularFile(file)) {
                return read(file);
            }
            place = Files.exists(place.resolve(".git")) ? null : place.getParent();
        }
        return new IgnoredFiles(List.of());
    }

    /** The same in a repository; nothing elsewhere. */
    static IgnoredFiles ofRepository(Path folder) {
        for (Path place = folder.toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.exists(place.resolve(".git"))) {
                return nearest(folder);
            }
        }
        return new IgnoredFiles(List.of());
    }

    boolean has(String path, Comparisons comparisons) {
        boolean ignored = false;
        for (Line line : lines) {
            if (comparisons.has(line.pattern(), path)) {
                ignored = !line.back();
            }
        }
        return ignored;
    }

    private static IgnoredFiles read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new NeedsRunning("`%s` is too large".formatted(file));
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return new IgnoredFiles(text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> line(line).stream())
                    .toList());
        } catch (IOException e) {
            throw new NeedsRunning("`%s` cannot be read".formatted(file));
        }
    }

    /** A line that names nothing ignores nothing. */
    private static Optional<Line> line(String text) {
        boolean back = text.startsWith("!");
        return FilePattern.parse(back ? text.substring(1) : text).map(pattern -> new Line(pattern, back));
    }
}
