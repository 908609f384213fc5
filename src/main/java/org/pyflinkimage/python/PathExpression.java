package org.pyflinkimage.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.UnixPath;

/**
 * A folder as Python source writes it: texts, {@code __file__}, what {@code os.path} and {@code pathlib} make of them, and names that
 * stand for such.
 */
final class PathExpression {

    /** Of calls in calls: more than anybody writes. */
    private static final int DEEPEST = 50;

    /** Names of folders that double each other end somewhere. */
    private static final int LONGEST = 4096;

    private static final Set<String> SAME = Set.of(
            "abspath", "realpath", "normpath", "str", "fspath", "Path", "PurePath", "PosixPath", "PurePosixPath");
    private static final Set<String> SAME_METHODS = Set.of("resolve", "absolute", "as_posix", "__str__", "__fspath__");

    private final List<String> words;
    private final Map<String, String> names;
    private int position;

    private PathExpression(List<String> words, Map<String, String> names) {
        this.words = words;
        this.names = names;
    }

    /**
     * What the words stand for; empty where that cannot be read.
     *
     * @param names with what they stand for
     */
    static Optional<String> read(List<String> words, Map<String, String> names) {
        PathExpression expression = new PathExpression(words, names);
        String value = expression.sum(0);
        return value != null && expression.position == words.size() && value.length() <= LONGEST
                ? Optional.of(value)
                : Optional.empty();
    }

    /** A path without {@code .} and {@code ..}; empty for one that is relative. */
    static Optional<UnixPath> absolute(String path) {
        return Optional.of(normal(path))
                .filter(text -> text.startsWith("/") && text.length() > 1 && UnixPath.isTaken(text))
                .map(UnixPath::of);
    }

    private static String normal(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            boolean below = !parts.isEmpty() && !parts.getLast().equals("..");
            if (part.equals("..") && (below || path.startsWith("/"))) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    private String next() {
        return position < words.size() ? words.get(position) : "";
    }

    private boolean skip(String word) {
        boolean found = next().equals(word);
        position += found ? 1 : 0;
        return found;
    }

    /** Paths between slashes, or texts between plus signs. */
    private @Nullable String sum(int depth) {
        String value = depth > DEEPEST ? null : term(depth);
        while (value != null && (next().equals("/") || next().equals("+"))) {
            boolean path = words.get(position++).equals("/");
            String other = term(depth);
            value = other == null || value.length() > LONGEST ? null : path ? join(value, other) : value + other;
        }
        return value;
    }

    private static String join(String folder, String path) {
        return path.startsWith("/") ? path : folder + "/" + path;
    }

    private @Nullable String term(int depth) {
        String value = primary(depth);
        while (value != null && skip(".")) {
            value = withPart(value, depth);
        }
        return value;
    }

    private @Nullable String primary(int depth) {
        String word = next();
        position++;
        if (word.equals("(")) {
            String value = sum(depth + 1);
            return skip(")") ? value : null;
        }
        if (word.startsWith(SourceLine.STRING)) {
            return word.length() > 1 ? word.substring(1) : null;
        }
        String known = names.get(word);
        return known != null ? known : ofModule(word, depth);
    }

    /** A call or constant of a module: {@code os.path.join(...)}, {@code os.pardir}. */
    private @Nullable String ofModule(String first, int depth) {
        String name = first;
        while (skip(".")) {
            name = next();
            position++;
        }
        if (skip("(")) {
            List<String> arguments = arguments(depth);
            return arguments.isEmpty() ? null : called(name, arguments);
        }
        return switch (name) {
            case "pardir" -> "..";
            case "curdir" -> ".";
            case "sep" -> "/";
            default -> null;
        };
    }

    private static @Nullable String called(String name, List<String> arguments) {
        if (name.equals("join") || name.endsWith("Path")) {
            return arguments.stream().reduce(PathExpression::join).orElse(null);
        }
        if (arguments.size() > 1) {
            return null;
        }
        return name.equals("dirname")
                ? parent(arguments.get(0))
                : SAME.contains(name) ? normal(arguments.get(0)) : null;
    }

    private @Nullable String withPart(String value, int depth) {
        String part = next();
        position++;
        if (part.equals("parent")) {
            return parent(normal(value));
        }
        if (part.equals("parents") && skip("[")) {
            return ancestor(value);
        }
        if (!skip("(")) {
            return null;
        }
        if (SAME_METHODS.contains(part)) {
            return skip(")") ? normal(value) : null;
        }
        List<String> arguments = arguments(depth);
        return part.equals("joinpath") && !arguments.isEmpty()
                ? arguments.stream().reduce(value, PathExpression::join)
                : null;
    }

    private @Nullable String ancestor(String value) {
        String number = next();
        position++;
        if (!number.matches("[0-9]{1,2}") || !skip("]")) {
            return null;
        }
        String folder = normal(value);
        for (int up = Integer.parseInt(number); up >= 0; up--) {
            folder = parent(folder);
        }
        return folder;
    }

    /** As {@code os.path.dirname} has it. */
    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** To behind the bracket; none where one of them cannot be read. */
    private List<String> arguments(int depth) {
        List<String> arguments = new ArrayList<>();
        do {
            String argument = sum(depth + 1);
            if (argument == null) {
                return List.of();
            }
            arguments.add(argument);
        } while (skip(","));
        return skip(")") ? arguments : List.of();
    }
}
