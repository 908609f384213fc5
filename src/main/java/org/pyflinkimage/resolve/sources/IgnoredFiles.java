package org.pyflinkimage.resolve.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.FilePattern;

/** What Git is told to ignore: the nearest {@code .gitignore}, from a project's folder upwards to that of its repository. */
final class IgnoredFiles {

    private static final long LARGEST = 1 << 20;

    /** @param back whether it takes back what lines before it ignore */
    private record Line(FilePattern pattern, boolean back) {}

    private final List<Line> lines;
    private final PatternList patterns;

    /** @param lines the last that names a file decides */
    private IgnoredFiles(List<Line> lines, Comparisons comparisons) {
        this.lines = List.copyOf(lines);
        this.patterns = new PatternList(lines.stream().map(Line::pattern).toList(), comparisons);
    }

    /** Where nobody asks Git. */
    static IgnoredFiles none(FolderFiles files) {
        return new IgnoredFiles(List.of(), files.comparisons());
    }

    /** Of the nearest file, which need not be in a repository. */
    static IgnoredFiles nearest(FolderFiles files) {
        @Nullable Path place = files.root().toAbsolutePath();
        while (place != null) {
            Path file = place.resolve(".gitignore");
            if (Files.isRegularFile(file)) {
                return new IgnoredFiles(read(file), files.comparisons());
            }
            place = Files.exists(place.resolve(".git")) ? null : place.getParent();
        }
        return none(files);
    }

    /** The same in a repository; nothing elsewhere. */
    static IgnoredFiles ofRepository(FolderFiles files) {
        for (Path place = files.root().toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.exists(place.resolve(".git"))) {
                return nearest(files);
            }
        }
        return none(files);
    }

    boolean has(String path) {
        int last = patterns.last(path);
        return last >= 0 && !lines.get(last).back();
    }

    private static List<Line> read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new NeedsRunning("`%s` is too large".formatted(file));
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> line(line).stream())
                    .toList();
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
