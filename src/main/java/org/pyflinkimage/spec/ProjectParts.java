package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.Slashes;

/**
 * What is asked for of the projects among files of requirements, beside what they require in any case.
 *
 * @param extras by the project's file
 * @param groups in the order in which they are declared
 */
public record ProjectParts(SortedMap<Path, SortedSet<String>> extras, List<RequestedGroup> groups) {

    public static final ProjectParts NONE = new ProjectParts(new TreeMap<>(), List.of());

    public ProjectParts {
        extras = Collections.unmodifiableSortedMap(inOneOrder(extras));
        groups = List.copyOf(groups);
    }

    /** Paths are in another order where the case of letters does not count. */
    private static SortedMap<Path, SortedSet<String>> inOneOrder(SortedMap<Path, SortedSet<String>> extras) {
        SortedMap<Path, SortedSet<String>> ordered = new TreeMap<>(Comparator.comparing(Slashes::in));
        ordered.putAll(extras);
        return ordered;
    }

    /** The same with other extras. */
    ProjectParts withExtras(SortedMap<Path, SortedSet<String>> others) {
        return new ProjectParts(others, groups);
    }

    /** The same with other groups. */
    ProjectParts withGroups(List<RequestedGroup> others) {
        return new ProjectParts(extras, others);
    }

    /**
     * What shapes a resolution, one line each: the same on every machine and in whatever order groups are named.
     *
     * @param files of the requirements
     */
    List<String> shaping(List<Path> files) {
        List<String> lines = new ArrayList<>();
        // With one project there is no doubt, and lock files answer that line.
        boolean several =
                files.stream().filter(RequirementsForm::isProject).distinct().count() > 1;
        extras.forEach(
                (file, names) -> lines.add((several ? "extras of " + files.indexOf(file) + " " : "extras ") + names));
        SortedSet<String> named = new TreeSet<>();
        groups.forEach(group -> named.add("group " + NormalizedName.normalized(group.name())
                + group.file().map(file -> " of " + files.indexOf(file)).orElse("")));
        lines.addAll(named);
        return List.copyOf(lines);
    }
}
