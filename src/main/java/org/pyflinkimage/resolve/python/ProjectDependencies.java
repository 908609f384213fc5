package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.SpecifierSet;
import org.pyflinkimage.resolve.python.Dependency.Condition;

/**
 * What a {@code pyproject.toml} requires, as uv writes it down when it locks the project: with its {@code [tool.uv.sources]}, and groups
 * with those that they include.
 *
 * @param project the whole file
 * @param workspace the file of the workspace that it is a member of; the same one for a project alone
 */
record ProjectDependencies(JsonNode project, JsonNode workspace, DependencySource places) {

    static final String OF_DEVELOPMENT = "dev";

    /** What a dependency is of: it decides which of several sources counts. */
    private record Part(String kind, String name) {

        static final Part ITSELF = new Part("", "");

        boolean admits(JsonNode source) {
            return Stream.of("extra", "group")
                    .allMatch(key -> !source.has(key)
                            || (kind.equals(key)
                                    && NormalizedName.normalized(
                                                    source.path(key).asText())
                                            .equals(name)));
        }
    }

    /** Those of the project and of its extras. */
    List<Dependency> dependencies() {
        List<Dependency> dependencies = new ArrayList<>(of(texts(project.at("/project/dependencies")), Part.ITSELF));
        project.at("/project/optional-dependencies").properties().forEach(extra -> {
            String name = NormalizedName.normalized(extra.getKey());
            Condition asked = Condition.of("extra == '%s'".formatted(name));
            of(texts(extra.getValue()), new Part("extra", name))
                    .forEach(it -> dependencies.add(new Dependency(
                            it.key(), it.specifiers(), it.condition().and(asked))));
        });
        return dependencies;
    }

    SortedSet<String> extras() {
        return project.at("/project/optional-dependencies").properties().stream()
                .map(extra -> NormalizedName.normalized(extra.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of each group. */
    SortedMap<String, List<Dependency>> groups() {
        SortedMap<String, List<Dependency>> groups = new TreeMap<>();
        DependencyGroups declared = DependencyGroups.of(project);
        declared.innermostFirst().forEach(name -> groups.put(name, group(name, declared, groups)));
        JsonNode developed = developed(project);
        if (developed.isArray()) {
            groups.merge(
                    OF_DEVELOPMENT,
                    of(texts(developed), new Part("group", OF_DEVELOPMENT)),
                    ProjectDependencies::joined);
        }
        return groups;
    }

    /** What uv has in the group of development beside what the standard has there. */
    static JsonNode developed(JsonNode project) {
        return project.at("/tool/uv/dev-dependencies");
    }

    /** Requirements of a list of settings. */
    List<Dependency> listed(JsonNode texts) {
        return of(texts(texts), Part.ITSELF);
    }

    /** The groups that uv installs without being asked. */
    SortedSet<String> defaultGroups() {
        JsonNode named = project.at("/tool/uv/default-groups");
        if (named.isMissingNode()) {
            return new TreeSet<>(Set.of(OF_DEVELOPMENT));
        }
        return named.isTextual() ? new TreeSet<>(Set.of(named.asText())) : normalized(named);
    }

    static SortedSet<String> normalized(JsonNode names) {
        return names.valueStream()
                .map(name -> NormalizedName.normalized(name.asText()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Dependency> joined(List<Dependency> some, List<Dependency> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** @param known those that it includes; one of a circle may lack some, and uv locks none such */
    private List<Dependency> group(String name, DependencyGroups declared, Map<String, List<Dependency>> known) {
        Set<Dependency> found = new LinkedHashSet<>(of(declared.requirements(name), new Part("group", name)));
        new LinkedHashSet<>(declared.included(name))
                .forEach(other -> found.addAll(known.getOrDefault(other, List.of())));
        Condition pythons = pythonsOf(name);
        return found.stream()
                .map(it ->
                        new Dependency(it.key(), it.specifiers(), it.condition().and(pythons)))
                .toList();
    }

    private Condition pythonsOf(String group) {
        String wanted = named(project.at("/tool/uv/dependency-groups"), group)
                .path("requires-python")
                .asText();
        return Condition.of(SpecifierSet.parse(wanted).orElse(SpecifierSet.ANY).specifiers().stream()
                .map(one -> "python_full_version %s '%s'".formatted(one.operator(), one.version()))
                .toArray(String[]::new));
    }

    private List<Dependency> of(List<String> texts, Part part) {
        return texts.stream()
                .flatMap(text -> Requirement.parse(text).stream())
                .flatMap(requirement -> of(requirement, part))
                .toList();
    }

    /** One for each source that the project has of it, and one for where it has none. */
    private Stream<Dependency> of(Requirement requirement, Part part) {
        String name = requirement.name().value();
        boolean own = project.at("/tool/uv/sources").properties().stream()
                .anyMatch(entry -> NormalizedName.normalized(entry.getKey()).equals(name));
        JsonNode settings = own ? project : workspace;
        DependencySource from = own ? places : new DependencySource(places.root(), places.packages(), places.root());
        JsonNode source = named(settings.at("/tool/uv/sources"), name);
        List<Dependency> dependencies = new ArrayList<>();
        Condition rest = Condition.of();
        for (JsonNode entry : source.isMissingNode() ? List.<JsonNode>of() : ProjectSources.entriesOf(source)) {
            if (part.admits(entry)) {
                Condition there = Condition.of(entry.path("marker").asText());
                dependencies.add(Dependency.of(requirement, from.declared(name, entry, indexes()), there));
                rest = rest.butNot(there);
            }
        }
        String elsewhere = requirement.address().map(places::addressed).orElse("");
        dependencies.add(Dependency.of(requirement, elsewhere, rest));
        return dependencies.stream();
    }

    private JsonNode indexes() {
        JsonNode own = project.at("/tool/uv/index");
        return own.isArray() ? own : workspace.at("/tool/uv/index");
    }

    /** What stands in a table under a name, however that is written there. */
    static JsonNode named(JsonNode table, String name) {
        return table.properties().stream()
                .filter(entry -> NormalizedName.normalized(entry.getKey()).equals(name))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(MissingNode.getInstance());
    }

    /** The normalized names of requirements in a list. */
    static Set<String> names(JsonNode list) {
        return texts(list).stream()
                .flatMap(text -> Requirement.parse(text).stream())
                .map(requirement -> requirement.name().value())
                .collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }
}
