package org.pyflinkimage.resolve.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pyflinkimage.spec.FilePattern;

/**
 * A {@code MANIFEST.in}: which files a source distribution has, of which setuptools takes those in packages along.
 *
 * @see <a href="https://setuptools.pypa.io/en/latest/userguide/miscellaneous.html">Controlling files in the distribution</a>
 */
record ManifestTemplate(List<Command> commands) {

    /** @param excludes whether it takes files out that are in */
    record Command(boolean excludes, List<FilePattern> patterns) {}

    /** The folder stands before each pattern of a line. */
    private static final long TEXT_AT_MOST = 1 << 22;

    private static final Set<String> WITH_FOLDER = Set.of("recursive-include", "recursive-exclude");

    static ManifestTemplate parse(String text) {
        List<Command> commands = new ArrayList<>();
        for (String line : text.replaceAll("\\\\\\r?\\n", " ").lines().toList()) {
            String bare = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!bare.isEmpty()) {
                commands.add(command(List.of(bare.split("\\s+", -1))));
            }
        }
        return new ManifestTemplate(commands);
    }

    private static Command command(List<String> words) {
        String name = words.get(0);
        boolean withFolder = WITH_FOLDER.contains(name);
        if (words.size() < (withFolder ? 3 : 2)) {
            throw new NeedsRunning(
                    "a line of its `MANIFEST.in` is not understood: `%s`".formatted(String.join(" ", words)));
        }
        String folder = withFolder ? FolderFiles.clean(words.get(1)) : "";
        if ((long) folder.length() * words.size() > TEXT_AT_MOST) {
            throw new NeedsRunning("a line of its `MANIFEST.in` names too much in one folder");
        }
        List<FilePattern> patterns = words.subList(withFolder ? 2 : 1, words.size()).stream()
                .map(word -> switch (name) {
                    case "include", "exclude" -> Glob.anchored(word);
                    case "recursive-include", "recursive-exclude" ->
                        Glob.anchored(FolderFiles.join(folder, "**/" + FolderFiles.clean(word)));
                    case "global-include", "global-exclude" -> Glob.anchored("**/" + FolderFiles.clean(word));
                    case "graft", "prune" -> Glob.anchored(FolderFiles.join(FolderFiles.clean(word), "**"));
                    default ->
                        throw new NeedsRunning("its `MANIFEST.in` says `%s`, which is not known".formatted(name));
                })
                .toList();
        return new Command(name.endsWith("exclude") || name.equals("prune"), patterns);
    }

    /**
     * Those of some files that it lets in.
     *
     * @param before those that are in before its first line
     * @throws NeedsRunning where it has so many lines, for so many files, that it would take too long
     */
    SortedSet<String> chosen(SortedSet<String> files, SortedSet<String> before, Comparisons comparisons) {
        SortedSet<String> chosen = new TreeSet<>(before);
        for (Command command : commands) {
            for (String file : files) {
                if (comparisons.anyMatches(command.patterns(), file)) {
                    if (command.excludes()) {
                        chosen.remove(file);
                    } else {
                        chosen.add(file);
                    }
                }
            }
        }
        return chosen;
    }
}
