package org.pyflinkimage.resolve.python;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.MarkerSamples;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.SpecifierSet;
import org.pyflinkimage.python.VersionSamples;

/**
 * What a project required when it was locked, held against what it requires now. Two lists are the same where they mean the same on the
 * Pythons that count, however they are written.
 *
 * @param pythons that the lock file is for
 */
record LockedDependencies(List<Dependency> locked, SpecifierSet pythons) {

    LockedDependencies {
        locked = List.copyOf(locked);
    }

    /** One sentence for each package that is required otherwise now. */
    List<String> differences(List<Dependency> now, String where) {
        SortedSet<String> names = Stream.concat(locked.stream(), now.stream())
                .map(dependency -> dependency.key().name())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            List<Dependency> before = named(locked, name);
            List<Dependency> after = named(now, name);
            if (!same(before, after)) {
                differences.add(difference(before, after) + where);
            }
        }
        return differences;
    }

    private String difference(List<Dependency> before, List<Dependency> after) {
        String required = written(after);
        if (before.isEmpty()) {
            return "%s is required, and not locked".formatted(required);
        }
        return required.isEmpty()
                ? "%s was locked, and is not required".formatted(written(before))
                : "%s is required, and locked for %s".formatted(required, written(before));
    }

    /** What is required nowhere is not written. */
    private String written(List<Dependency> dependencies) {
        List<MarkerEnvironment> environments = environments(dependencies);
        return dependencies.stream()
                .filter(dependency -> environments.stream().anyMatch(dependency.condition()::holdsIn))
                .map(dependency -> "`%s`".formatted(dependency))
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private boolean same(List<Dependency> before, List<Dependency> after) {
        List<Dependency> all = Stream.concat(before.stream(), after.stream()).toList();
        List<Dependency.Key> keys = all.stream().map(Dependency::key).distinct().toList();
        SortedSet<Pep440Version> versions =
                VersionSamples.telling(all.stream().map(Dependency::specifiers).toList());
        return environments(all).stream()
                .allMatch(environment -> keys.stream()
                        .allMatch(key ->
                                same(holding(before, key, environment), holding(after, key, environment), versions)));
    }

    private List<MarkerEnvironment> environments(List<Dependency> dependencies) {
        return MarkerSamples.telling(
                dependencies.stream()
                        .flatMap(dependency -> dependency.condition().markers())
                        .toList(),
                pythons);
    }

    private static boolean same(
            List<SpecifierSet> before, List<SpecifierSet> after, SortedSet<Pep440Version> versions) {
        return before.isEmpty() == after.isEmpty()
                && versions.stream().allMatch(version -> admit(before, version) == admit(after, version));
    }

    private static boolean admit(List<SpecifierSet> all, Pep440Version version) {
        return all.stream().allMatch(specifiers -> specifiers.contains(version));
    }

    private static List<SpecifierSet> holding(
            List<Dependency> some, Dependency.Key key, MarkerEnvironment environment) {
        return some.stream()
                .filter(dependency ->
                        dependency.key().equals(key) && dependency.condition().holdsIn(environment))
                .map(Dependency::specifiers)
                .toList();
    }

    private static List<Dependency> named(List<Dependency> all, String name) {
        return all.stream()
                .filter(dependency -> dependency.key().name().equals(name))
                .toList();
    }
}
