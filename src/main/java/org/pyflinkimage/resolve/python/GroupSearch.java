package org.pyflinkimage.resolve.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.RequestedGroup;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Spelling;

/**
 * The groups of {@code <groups>}, looked for in the files that have some.
 *
 * @param requested of all of them, or of one
 */
record GroupSearch(List<StructuredFile> files, List<RequestedGroup> requested) {

    /**
     * The files, each asked for the groups that are meant of it.
     *
     * @throws PyFlinkException {@code PYF-091} with all groups that no file has
     */
    List<StructuredFile> found() {
        List<RequestedGroup> missing = requested.stream()
                .filter(group -> files.stream().noneMatch(file -> has(file, group)))
                .toList();
        PyFlinkException.throwIfAny(missing.stream()
                .flatMap(group -> Stream.concat(Stream.of(missing(group)), unread(group)))
                .distinct()
                .toList());
        List<StructuredFile> found = new ArrayList<>();
        for (StructuredFile file : files) {
            Set<String> names = requested.stream()
                    .filter(group -> has(file, group))
                    .map(GroupSearch::nameOf)
                    .collect(Collectors.toCollection(TreeSet::new));
            found.add(names.isEmpty() ? file : file.withGroups(names));
        }
        return found;
    }

    private static String nameOf(RequestedGroup group) {
        return NormalizedName.normalized(group.name());
    }

    private static boolean isMeant(StructuredFile file, RequestedGroup group) {
        return group.file().map(path -> isSame(path, file.file())).orElse(true);
    }

    private static boolean isSame(Path declared, Path file) {
        return declared.toAbsolutePath().equals(file.toAbsolutePath());
    }

    private static boolean has(StructuredFile file, RequestedGroup group) {
        return isMeant(file, group) && file.groups().contains(nameOf(group));
    }

    private Stream<Problem> unread(RequestedGroup group) {
        return files.stream()
                .filter(file -> isMeant(file, group))
                .flatMap(file ->
                        file instanceof ProjectRequirements project ? project.withoutGroup().stream() : Stream.empty());
    }

    private Problem missing(RequestedGroup group) {
        String name = nameOf(group);
        Problem problem = Problem.declaration(
                "PYF-091", "no project of `<requirements>` has a dependency group `%s`".formatted(group.text()));
        Set<String> there = new TreeSet<>();
        for (StructuredFile file : files) {
            if (isMeant(file, group)) {
                there.addAll(file.groups());
                problem = problem.why(
                        file.groups().isEmpty()
                                ? "`%s` has no groups".formatted(file.file())
                                : "the groups of `%s` are %s"
                                        .formatted(file.file(), String.join(", ", nearestFirst(name, file.groups()))));
            }
        }
        String leave = "leave it out of " + Element.GROUPS.named();
        List<StructuredFile> whole = files.stream()
                .filter(file -> isMeant(file, group) && file.inAnyCase().contains(name))
                .toList();
        for (StructuredFile file : whole) {
            problem = problem.why("`%s` of `%s` is taken in any case".formatted(name, file.file()));
        }
        if (there.isEmpty() || !whole.isEmpty()) {
            return problem.remedy(leave);
        }
        String other = Spelling.nearest(name, there)
                .map(near -> Element.GROUPS.with(group.textOf(near)))
                .orElseGet(() -> Element.GROUPS.among(nearestFirst(name, there)));
        return problem.remedy(other).remedy("or " + leave);
    }

    private static List<String> nearestFirst(String name, Set<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt((String other) -> Spelling.distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
