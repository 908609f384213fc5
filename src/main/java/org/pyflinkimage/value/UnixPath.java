package org.pyflinkimage.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An absolute, normalized path inside an image.
 *
 * @param value starts with a slash, has no empty, {@code .} or {@code ..} segment and no trailing slash (the root is {@code /})
 */
public record UnixPath(String value) implements Comparable<UnixPath> {

    /** In bytes, what Linux takes: {@code PATH_MAX} with a slash before and a NUL behind, and {@code NAME_MAX}. */
    private static final int LONGEST_PATH = 4094;

    private static final int LONGEST_NAME = 255;

    /** In bytes: {@code PATH_MAX} without its NUL. */
    private static final int LONGEST_WRITTEN = 4095;

    /** The root directory. */
    public static final UnixPath ROOT = new UnixPath("/");

    public UnixPath {
        if (!isNormalized(value)) {
            throw new IllegalArgumentException("not an absolute, normalized path: " + value);
        }
    }

    /** An absolute path that is normalized already. */
    public static UnixPath of(String value) {
        return new UnixPath(value);
    }

    /**
     * Reads an archive entry's name, relative to the root: {@code ./usr/bin/}, {@code usr/bin}.
     *
     * @return empty where the name is absolute, leaves the root with {@code ..}, has control characters, which end a line of dpkg's or
     *     pip's lists, or is longer than Linux takes one: such an entry must be refused
     */
    public static Optional<UnixPath> ofEntry(String name) {
        return ROOT.resolveEntry(name);
    }

    /**
     * Reads an absolute path as somebody wrote it, whatever slashes and dots are in it.
     *
     * @return empty for any other text, and where Linux takes it for none
     */
    public static Optional<UnixPath> ofWritten(String written) {
        return written.startsWith("/") && isTaken(written) ? Optional.of(ROOT.resolveLink(written)) : Optional.empty();
    }

    /** Whether Linux takes this for a path, or for what a symbolic link leads to; it need not be normalized. */
    public static boolean isTaken(String written) {
        return !written.isEmpty() && written.indexOf('\0') < 0 && !isTooLong(written, LONGEST_WRITTEN);
    }

    /** Whether an archive entry's name, or a part of it between slashes, is longer than Linux takes one. */
    public static boolean isTooLongEntry(String name) {
        return isTooLong(name, LONGEST_PATH)
                || segmentsOf(name).stream().anyMatch(segment -> isTooLong(segment, LONGEST_NAME));
    }

    /** Reads an archive entry's name relative to this path; empty where {@link #ofEntry} would be. */
    public Optional<UnixPath> resolveEntry(String name) {
        if (name.startsWith("/") || hasControlCharacters(name) || isTooLong(name, LONGEST_PATH)) {
            return Optional.empty();
        }
        StringBuilder path = new StringBuilder(isRoot() ? "" : value);
        for (String segment : segmentsOf(name)) {
            if (segment.equals("..") || isTooLong(segment, LONGEST_NAME)) {
                return Optional.empty();
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                path.append('/').append(segment);
            }
        }
        return Optional.of(path.isEmpty() ? ROOT : new UnixPath(path.toString()));
    }

    /** This path followed by a relative one that is normalized already: {@code resolve("lib/x")}. */
    public UnixPath resolve(String relative) {
        return new UnixPath((isRoot() ? "" : value) + "/" + relative);
    }

    /** Where a symbolic link at this path with that target leads; {@code ..} stops at the root, as the kernel does it. */
    public UnixPath resolveLink(String target) {
        List<String> segments = new ArrayList<>();
        String whole = target.startsWith("/") ? target : parent().value + "/" + target;
        for (String segment : segmentsOf(whole)) {
            if (segment.equals("..") && !segments.isEmpty()) {
                segments.remove(segments.size() - 1);
            } else if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
                segments.add(segment);
            }
        }
        return new UnixPath("/" + String.join("/", segments));
    }

    /** The directory that holds this path; the root's is the root. */
    public UnixPath parent() {
        int slash = value.lastIndexOf('/');
        return slash <= 0 ? ROOT : new UnixPath(value.substring(0, slash));
    }

    /** The last segment; empty for the root. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    public boolean isRoot() {
        return value.length() == 1;
    }

    /** Whether this is that path or lies below it. */
    public boolean startsWith(UnixPath other) {
        return other.isRoot() || value.equals(other.value) || value.startsWith(other.value + "/");
    }

    /** This path without its first slash, as tar entries are named; empty for the root. */
    public String relative() {
        return value.substring(1);
    }

    /** The relative path that leads from that directory to this path: {@code ../lib/x}. */
    public String relativeTo(UnixPath directory) {
        String[] own = isRoot() ? new String[0] : relative().split("/", -1);
        String[] from =
                directory.isRoot() ? new String[0] : directory.relative().split("/", -1);
        int common = 0;
        while (common < own.length && common < from.length && own[common].equals(from[common])) {
            common++;
        }
        List<String> steps = new ArrayList<>();
        for (int i = common; i < from.length; i++) {
            steps.add("..");
        }
        steps.addAll(List.of(own).subList(common, own.length));
        return steps.isEmpty() ? "." : String.join("/", steps);
    }

    /** Orders by segments, so that a directory is followed by what lies in it. */
    @Override
    public int compareTo(UnixPath other) {
        int shorter = Math.min(value.length(), other.value.length());
        for (int i = 0; i < shorter; i++) {
            int difference = rank(value.charAt(i)) - rank(other.value.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return value.length() - other.value.length();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean hasControlCharacters(String name) {
        return name.chars().anyMatch(character -> character < ' ' || character == 0x7f);
    }

    private static boolean isTooLong(String name, int bytes) {
        return name.length() > bytes
                || (name.length() * 3 > bytes && name.getBytes(StandardCharsets.UTF_8).length > bytes);
    }

    /** A slash comes before every other character. */
    private static int rank(char character) {
        return character == '/' ? 0 : character;
    }

    /** Looked at in place: paths are made by the million. */
    private static boolean isNormalized(String value) {
        if (value.equals("/")) {
            return true;
        }
        if (!value.startsWith("/") || value.indexOf('\0') >= 0) {
            return false;
        }
        int start = 1;
        while (start <= value.length()) {
            int slash = value.indexOf('/', start);
            int end = slash < 0 ? value.length() : slash;
            if (isNoName(value, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean isNoName(String value, int start, int end) {
        return switch (end - start) {
            case 0 -> true;
            case 1 -> value.charAt(start) == '.';
            case 2 -> value.startsWith("..", start);
            default -> false;
        };
    }

    private static List<String> segmentsOf(String path) {
        return List.of(path.split("/", -1));
    }
}
