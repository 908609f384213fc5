package org.pyflinkimage.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names files of a folder, as a line of a {@code .gitignore} does: {@code *.csv} and {@code tests/} at any depth, {@code
 * config/local.yaml} and {@code /build} from the folder on, {@code data/**}.
 *
 * @see <a href="https://git-scm.com/docs/gitignore#_pattern_format">Git's pattern format</a>
 */
public final class FilePattern {

    private static final Pattern WILDCARD = Pattern.compile("(?<![^/])\\*\\*/|/\\*\\*$|\\*+|\\?");

    private final String text;
    private final boolean ofFolders;
    private final boolean anchored;
    private final List<String> segments;
    private final Pattern expression;

    private FilePattern(String text) {
        this.text = text;
        this.ofFolders = text.endsWith("/");
        String bare = ofFolders ? text.substring(0, text.length() - 1) : text;
        this.anchored = bare.contains("/");
        String path = bare.startsWith("/") ? bare.substring(1) : bare;
        this.segments = List.of(path.split("/", -1));
        this.expression = Pattern.compile((anchored ? "" : "(.*/)?") + expressionOf(path), Pattern.DOTALL);
    }

    /** A pattern that is known to be one. */
    public static FilePattern of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a pattern: " + text));
    }

    /** Reads a pattern; empty for a text that leads out of the folder, takes others back by {@code !}, or names nothing. */
    public static Optional<FilePattern> parse(String text) {
        String bare = text.strip().replace('\\', '/').replaceFirst("^(\\./)+", "");
        String path = bare.replaceFirst("^/", "").replaceFirst("/$", "");
        boolean named = !bare.startsWith("!")
                && path.indexOf('\0') < 0
                && Stream.of(path.split("/", -1))
                        .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
        return named ? Optional.of(new FilePattern(bare)) : Optional.empty();
    }

    /**
     * Whether this names a file or folder.
     *
     * @param path from the folder on, with slashes
     */
    public boolean matches(String path, boolean folder) {
        return (folder || !ofFolders) && expression.matcher(path).matches();
    }

    /** Whether this names a folder, or something in it, by the folder's own name: {@code *.csv} names no folder at all. */
    public boolean reaches(String folder) {
        if (matches(folder, true)) {
            return true;
        }
        List<String> names = List.of(folder.split("/", -1));
        if (!anchored || segments.get(0).equals("**")) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (i == segments.size()) {
                return false;
            }
            if (segments.get(i).equals("**")) {
                return true;
            }
            if (!names.get(i).matches(expressionOf(segments.get(i)))) {
                return false;
            }
        }
        return segments.size() > names.size();
    }

    private static String expressionOf(String path) {
        StringBuilder expression = new StringBuilder();
        int end = 0;
        for (var wildcard : WILDCARD.matcher(path).results().toList()) {
            expression.append(Pattern.quote(path.substring(end, wildcard.start())));
            expression.append(meaningOf(wildcard.group()));
            end = wildcard.end();
        }
        return expression.append(Pattern.quote(path.substring(end))).toString();
    }

    private static String meaningOf(String wildcard) {
        return switch (wildcard) {
            case "**/" -> "(?:.*/)?";
            case "/**" -> "/.*";
            case "?" -> "[^/]";
            default -> "[^/]*";
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FilePattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
