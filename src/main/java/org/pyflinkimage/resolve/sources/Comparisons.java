package org.pyflinkimage.resolve.sources;

import java.util.List;
import org.pyflinkimage.spec.FilePattern;

/** Compares patterns of a project with its files, as often as any project of pure Python needs it and not for ever. */
final class Comparisons {

    /**
     * Some seconds, of five million comparisons: of fifty thousand files, each with a hundred patterns of some ten characters. In a
     * {@link PatternList}, names without stars do not count, and folders once, however many files are in them.
     */
    private static final long STEPS_AT_MOST = 1_000_000_000L;

    /** What a comparison costs before its first character. */
    private static final long EACH = 128;

    /** A look at a file asks the file system. */
    private static final long LOOK = 1024;

    private long steps;

    /** Counts work that grows with the product of two things that a project chooses. */
    void spend(long more) {
        steps += more;
        if (steps > STEPS_AT_MOST) {
            throw new NeedsRunning("to compare its settings with its files takes more than %s million steps"
                    .formatted(STEPS_AT_MOST / 1_000_000));
        }
    }

    /** Counts a file that is looked at once more. */
    void look(String path) {
        spend(LOOK + path.length());
    }

    /** Counts a path that is looked up in memory. */
    void lookUp(String path) {
        spend(EACH + path.length());
    }

    /** Whether a pattern names a file, or a folder. */
    boolean matches(FilePattern pattern, String path, boolean folder) {
        spend(EACH + pattern.effort(path.length()));
        return pattern.matches(path, folder);
    }

    /** Whether one of these patterns names a file. */
    boolean anyMatches(List<FilePattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, path, false));
    }

    /** Whether one of these patterns stands for a name. */
    boolean anyMatches(String name, List<NamePattern> patterns) {
        return patterns.stream().anyMatch(pattern -> {
            spend(EACH + (long) pattern.parts().size() * name.length());
            return pattern.matches(name);
        });
    }
}
