package org.pyflinkimage.resolve.sources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.spec.FilePattern;

/**
 * Patterns that are compared with many files of one folder. Each folder on their way is asked once, and names without stars are found
 * without a comparison: of the lines that a {@code .gitignore} usually has, few are left.
 */
final class PatternList {

    private static final int NONE = -1;

    private record Numbered(int number, FilePattern pattern) {}

    private final Comparisons comparisons;
    private final Kind ofFiles = new Kind(false);
    private final Kind ofFolders = new Kind(true);
    private final Map<String, Integer> lastByFolder = new HashMap<>();

    /** @param comparisons counts those with these patterns */
    PatternList(List<FilePattern> patterns, Comparisons comparisons) {
        this.comparisons = comparisons;
        for (int i = patterns.size() - 1; i >= 0; i--) {
            Numbered numbered = new Numbered(i, patterns.get(i));
            ofFolders.add(numbered);
            if (!numbered.pattern().isOfFolders()) {
                ofFiles.add(numbered);
            }
        }
    }

    /** Whether one of them names a file, or a folder that it lies in. */
    boolean has(String path) {
        return last(path) != NONE;
    }

    /** The number of the last that names a file, or a folder that it lies in; below zero where none does. */
    int last(String path) {
        return ofFiles.last(path, ofFolder(path.lastIndexOf('/'), path));
    }

    /** Of the folder that a path names up to a slash. */
    private int ofFolder(int slash, String path) {
        if (slash < 0) {
            return NONE;
        }
        String folder = path.substring(0, slash);
        Integer known = lastByFolder.get(folder);
        if (known == null) {
            known = ofFolders.last(folder, ofFolder(folder.lastIndexOf('/'), folder));
            lastByFolder.put(folder, known);
        }
        return known;
    }

    /** What is compared with files, or with folders: the last pattern first. */
    private final class Kind {

        private final boolean folders;
        private final Map<String, Integer> byName = new HashMap<>();
        private final List<Numbered> others = new ArrayList<>();

        Kind(boolean folders) {
            this.folders = folders;
        }

        void add(Numbered numbered) {
            Optional<String> name = numbered.pattern().onlyName();
            if (name.isPresent()) {
                byName.putIfAbsent(name.get(), numbered.number());
            } else {
                others.add(numbered);
            }
        }

        /** @param before the number of one that is known to name it already */
        int last(String path, int before) {
            comparisons.lookUp(path);
            String name = path.substring(path.lastIndexOf('/') + 1);
            int latest = Math.max(before, byName.getOrDefault(name, NONE));
            for (Numbered other : others) {
                if (other.number() < latest) {
                    return latest;
                }
                String compared = other.pattern().isOfLastName() ? name : path;
                if (comparisons.matches(other.pattern(), compared, folders)) {
                    return other.number();
                }
            }
            return latest;
        }
    }
}
