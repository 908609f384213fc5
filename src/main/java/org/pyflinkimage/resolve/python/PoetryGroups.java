package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.sources.PoetryRequirement;
import org.pyflinkimage.value.Problem;

/**
 * The groups of a project of Poetry's: those of the standard, which Poetry reads since 2.2, its own, and the development dependencies of
 * its first form. Where a group is in both, and the standard's has requirements of
 * its own, those count, and the other one adds where they come from; whatever either includes comes beside that.
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
            List<String> ofStandard = standard.requirements(name);
            if (ofStandard.isEmpty()) {
                required.addAll(dependencies(name));
            }
            ofStandard.forEach(text -> required.add(PoetryRequirement.ofStandard(text)));
        }
        return required;
    }

    /** These groups and those that they include, by the standard and by Poetry's {@code include-groups}, each once. */
    Set<String> withIncluded(Set<String> names) {
        return walk(names).met();
    }

    private GroupWalk walk(Set<String> names) {
        return new GroupWalk(
                names,
                name -> Stream.concat(standard.included(name).stream(), includedByPoetry(name).stream())
                        .toList());
    }

    private Set<String> includedByPoetry(String name) {
        return ProjectDependencies.normalized(group(name).path("include-groups"));
    }

    /** {@code PYF-488} for each that cannot be told what is in it. */
    List<Problem> problems(Set<String> names, String file) {
        GroupWalk walk = walk(names);
        Set<String> looked = new LinkedHashSet<>(names);
        walk.met().forEach(name -> looked.addAll(includedByPoetry(name)));
        List<Problem> problems = new ArrayList<>();
        for (String name : looked) {
            if (standard.names().contains(name)) {
                problems.addAll(standard.problems(name, file));
            } else if (!names().contains(name)) {
                problems.add(unread(file)
                        .why("one includes `%s`, and there is no group of that name".formatted(name))
                        .remedy("correct `include-groups` there"));
            }
        }
        if (problems.isEmpty() && !walk.circle().isEmpty()) {
            problems.add(unread(file)
                    .why("one includes itself: `%s`".formatted(String.join("` includes `", walk.circle())))
                    .remedy("take one of these out of `include-groups` there"));
        }
        return problems;
    }

    private static Problem unread(String file) {
        return Problem.declaration("PYF-488", "the dependency groups of `%s` cannot be read".formatted(file));
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
