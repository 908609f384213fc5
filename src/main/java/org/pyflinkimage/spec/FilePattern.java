package org.pyflinkimage.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names files of a folder, as a line of a {@code .gitignore} does: {@code *.csv} and {@code tests/} at any depth, {@code
 * config/local.yaml} and {@code /build} from the folder on, {@code data/**}, {@code part-[0-9].csv}.
 *
 * @see <a href="https://git-scm.com/docs/gitignore#_pattern_format">Git's pattern format</a>
 */
public final class FilePattern {

    private static final String ANY_DEPTH = "**";

    private final String text;
    private final boolean ofFolders;

    /** From the folder on; a pattern for any depth begins with {@link #ANY_DEPTH}. */
    private final List<String> segments;

    private final List<NameGlob> globs;
    private final boolean walksOnce;

    private FilePattern(String text) {
        this.text = text;
        this.ofFolders = text.endsWith("/");
        String bare = ofFolders ? text.substring(0, text.length() - 1) : text;
        String path = bare.startsWith("/") ? bare.substring(1) : bare;
        this.segments = segmentsOf(path, bare.contains("/"));
        this.globs = segments.stream().map(NameGlob::new).toList();
        this.walksOnce = text.indexOf('[') < 0 && text.indexOf('*') == text.lastIndexOf('*');
    }

    /** What lies in a folder, as {@code data/**} has it, is one name at least. */
    private static List<String> segmentsOf(String path, boolean anchored) {
        List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
        if (anchored && segments.size() > 1 && segments.get(segments.size() - 1).equals(ANY_DEPTH)) {
            segments.add("*");
        }
        if (!anchored) {
            segments.add(0, ANY_DEPTH);
        }
        return List.copyOf(segments);
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
        return (folder || !ofFolders) && matches(List.of(path.split("/", -1)));
    }

    /** How many characters are compared at most to match a path of so many. */
    public long effort(int length) {
        return walksOnce ? (long) text.length() + length : (long) text.length() * length;
    }

    private boolean matches(List<String> names) {
        return new Stars(
                        segments.size(),
                        this::isAnyDepth,
                        (segment, at) -> globs.get(segment).matches(names.get(at)))
                .match(names.size());
    }

    private boolean isAnyDepth(int segment) {
        return segments.get(segment).equals(ANY_DEPTH);
    }

    /** Whether it names no file, but for those in the folders that it names. */
    public boolean isOfFolders() {
        return ofFolders;
    }

    /** Whether the last name of a path alone decides, at whatever depth. */
    public boolean isOfLastName() {
        return segments.size() == 2 && isAnyDepth(0) && !isAnyDepth(1);
    }

    /** The only name that this stands for, at any depth; empty where it stands for several, or for paths. */
    public Optional<String> onlyName() {
        return Optional.of(segments.get(segments.size() - 1))
                .filter(name -> isOfLastName() && name.chars().noneMatch(c -> "*?[".indexOf(c) >= 0));
    }

    /** Whether it is written so that it may name several files, or none. */
    public boolean isOfSeveral() {
        return text.matches(".*[*?\\[].*");
    }

    /** Whether this names a folder, or something in it, by the folder's own name: {@code *.csv} names no folder at all. */
    public boolean reaches(String folder) {
        if (matches(folder, true)) {
            return true;
        }
        List<String> names = List.of(folder.split("/", -1));
        if (isAnyDepth(0)) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (i == segments.size()) {
                return false;
            }
            if (isAnyDepth(i)) {
                return true;
            }
            if (!globs.get(i).matches(names.get(i))) {
                return false;
            }
        }
        return segments.size() > names.size();
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
