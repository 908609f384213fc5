package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.sources.PoetryRequirement;
import org.pyflinkimage.value.Problem;

/**
 * The groups of a project of Poetry's: those of the standard, which Poetry reads since 2.2, its own, and the development dependencies of
 * its first form. Where a group is in both, the standard's is what it requires, and the other one adds where that comes from.
 *
 * @param project its {@code pyproject.toml}
 * @param standard what that has of the standard's
 */
record PoetryGroups(JsonNode project, DependencyGroups standard) {

    private static final String OF_DEVELOPMENT = "dev";

    static PoetryGroups of(JsonNode project) {
        return new PoetryGroups(project, DependencyGroups.of(project));
    }

    /** Their normalized names. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(standard.names());
        own().properties().forEach(group -> names.add(NormalizedName.normalized(group.getKey())));
        if (developed().isObject()) {
            names.add(OF_DEVELOPMENT);
        }
        return names;
    }

    /** Whether some are Poetry's own. */
    boolean areOwn() {
        return own().isObject() || developed().isObject();
    }

    /** What some groups require, with those that they include. */
    List<PoetryRequirement.Reading> required(Set<String> names) {
        List<PoetryRequirement.Reading> required = new ArrayList<>();
        for (String name : withIncluded(names)) {
            List<PoetryRequirement.Reading> ofStandard = standard.withIncluded(name).stream()
                    .flatMap(group -> standard.requirements(group).stream())
                    .map(PoetryRequirement::ofStandard)
                    .toList();
            required.addAll(
                    ofStandard.isEmpty()
                            ? standard.withIncluded(name).stream()
                                    .flatMap(group -> dependencies(group).stream())
                                    .toList()
                            : ofStandard);
        }
        return required;
    }

    /** These groups and those that they include by Poetry's {@code include-groups}, each once. */
    Set<String> withIncluded(Set<String> names) {
        Set<String> met = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (met.add(name)) {
                open.addAll(ProjectDependencies.normalized(group(name).path("include-groups")));
            }
        }
        return met;
    }

    /** {@code PYF-488} for each that cannot be told what is in it. */
    List<Problem> problems(Set<String> names, String file) {
        List<Problem> problems = new ArrayList<>();
        for (String name : withIncluded(names)) {
            if (standard.names().contains(name)) {
                problems.addAll(standard.problems(name, file));
            } else if (!names().contains(name)) {
                problems.add(
                        Problem.declaration("PYF-488", "the dependency groups of `%s` cannot be read".formatted(file))
                                .why("one includes `%s`, and there is no group of that name".formatted(name))
                                .remedy("correct `include-groups` there"));
            }
        }
        return problems;
    }

    private JsonNode own() {
        return project.at("/tool/poetry/group");
    }

    private JsonNode developed() {
        return project.at("/tool/poetry/dev-dependencies");
    }

    private JsonNode group(String name) {
        return ProjectDependencies.named(own(), name);
    }

    private List<PoetryRequirement.Reading> dependencies(String name) {
        List<PoetryRequirement.Reading> dependencies = read(group(name).path("dependencies"));
        if (name.equals(OF_DEVELOPMENT)) {
            dependencies.addAll(read(developed()));
        }
        return dependencies;
    }

    /** Those of a table of Poetry's that are asked for in any case. */
    static List<PoetryRequirement.Reading> read(JsonNode table) {
        List<PoetryRequirement.Reading> read = new ArrayList<>();
        table.properties().forEach(entry -> {
            boolean optional = entry.getValue().path("optional").asBoolean();
            if (!optional && !entry.getKey().equals("python")) {
                read.add(PoetryRequirement.read(entry.getKey(), entry.getValue()));
            }
        });
        return read;
    }
}
