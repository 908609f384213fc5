package org.pyflinkimage.resolve.sources;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.pyflinkimage.spec.FilePattern;

/** Patterns as build backends have them. */
final class Glob {

    /** A closing bracket at the beginning of a set stands for itself, as does an opening one that no set goes with. */
    private static final Pattern OF_NAMES = Pattern.compile("\\*|\\?|\\[!?+\\]?+[^\\]]*+]|[^*?\\[]+|\\[");

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
        OF_NAMES.matcher(written).results().map(MatchResult::group).forEach(part -> regex.append(meaningOf(part)));
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw unknown(written); // as of a range that ends before it begins
        }
    }

    private static String meaningOf(String part) {
        if (part.equals("*")) {
            return ".*";
        }
        if (part.equals("?")) {
            return ".";
        }
        if (part.length() < 3 || !part.startsWith("[")) {
            return Pattern.quote(part);
        }
        boolean others = part.startsWith("[!");
        StringBuilder set = new StringBuilder(others ? "[^" : "[");
        part.substring(others ? 2 : 1, part.length() - 1).codePoints().forEach(character -> {
            if (character != '-' && !Character.isLetterOrDigit(character)) {
                set.append('\\');
            }
            set.appendCodePoint(character);
        });
        return set.append(']').toString();
    }

    private static Optional<FilePattern> pattern(String written) {
        return FilePattern.parse(written);
    }

    private static NeedsRunning unknown(String written) {
        return new NeedsRunning("the pattern `%s` in its settings is not understood".formatted(written));
    }
}
