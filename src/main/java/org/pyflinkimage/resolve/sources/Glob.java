package org.pyflinkimage.resolve.sources;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.FilePattern;

/** Patterns as build backends have them. */
final class Glob {

    private Glob() {}

    /** A pattern for paths from a folder on, in which a star stays in its part of the path. */
    static FilePattern anchored(String written) {
        return pattern("/" + FolderFiles.clean(written)).orElseThrow(() -> unknown(written));
    }

    /** A pattern as a line of a {@code .gitignore} has it. */
    static FilePattern likeGit(String written) {
        return pattern(written).orElseThrow(() -> unknown(written));
    }

    /** Whether one of these patterns names a file, or a folder that it lies in. */
    static boolean anyHas(List<FilePattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> has(pattern, path));
    }

    static boolean has(FilePattern pattern, String path) {
        if (pattern.matches(path, false)) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (pattern.matches(path.substring(0, slash), true)) {
                return true;
            }
        }
        return false;
    }

    /** A pattern for names, in which a star stands for anything: {@code *.tests}. */
    static Pattern ofNames(String written) {
        StringBuilder regex = new StringBuilder();
        Pattern.compile("\\*|\\?|\\[[^\\]\\\\]+]|[^*?\\[]+|\\[")
                .matcher(written)
                .results()
                .forEach(part -> {
                    String text = part.group();
                    regex.append(
                            switch (text) {
                                case "*" -> ".*";
                                case "?" -> ".";
                                default ->
                                    text.length() > 1 && text.startsWith("[")
                                            ? text.replaceFirst("^\\[!", "[^")
                                            : Pattern.quote(text);
                            });
                });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static Optional<FilePattern> pattern(String written) {
        return FilePattern.parse(written);
    }

    private static NeedsRunning unknown(String written) {
        return new NeedsRunning("the pattern `%s` in its settings is not understood".formatted(written));
    }
}
