package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.Problem;

/**
 * The table {@code [dependency-groups]} of a project. What is wrong in a group counts where that group is asked for, as the standard wants
 * it; of two groups of one name no tool knows which is meant.
 *
 * @see <a href="https://peps.python.org/pep-0735/">PEP 735</a>
 */
final class DependencyGroups {

    private static final String TABLE = "dependency-groups";
    private static final String INCLUDE = "include-group";

    private final Map<String, JsonNode> byName = new LinkedHashMap<>();
    private final Map<String, List<String>> written = new LinkedHashMap<>();

    private DependencyGroups(JsonNode table) {
        table.properties().forEach(entry -> {
            String name = NormalizedName.normalized(entry.getKey());
            byName.putIfAbsent(name, entry.getValue());
            written.computeIfAbsent(name, key -> new ArrayList<>()).add(entry.getKey());
        });
    }

    /** Those of a {@code pyproject.toml}. */
    static DependencyGroups of(JsonNode project) {
        return new DependencyGroups(project.path(TABLE));
    }

    /** Whether a project has the table at all. */
    static boolean areIn(JsonNode project) {
        return project.path(TABLE).isObject();
    }

    /** Their normalized names. */
    SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /** The requirements that stand in a group itself. */
    List<String> requirements(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : entries(name)) {
            if (entry.isTextual()) {
                texts.add(entry.asText());
            }
        }
        return texts;
    }

    /** The normalized names of the groups that a group includes itself. */
    List<String> included(String name) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : entries(name)) {
            if (isInclusion(entry)) {
                names.add(NormalizedName.normalized(entry.path(INCLUDE).asText()));
            }
        }
        return names;
    }

    /** A group and all that it includes, each once. */
    Set<String> withIncluded(String name) {
        return walk(List.of(name)).met();
    }

    /** All of them, each behind those that it includes, but for circles. */
    List<String> innermostFirst() {
        return walk(byName.keySet()).left().stream().filter(byName::containsKey).toList();
    }

    /** The names of groups of which each includes the next, the last one that of the first; empty where there is none such. */
    List<String> circle() {
        return walk(byName.keySet()).circle();
    }

    /** {@code PYF-488}: why a group cannot be told what is in it. */
    List<Problem> problems(String name, String file) {
        List<String> reasons = new ArrayList<>();
        written.values().stream()
                .filter(names -> names.size() > 1)
                .forEach(names -> reasons.add("`%s` are names of one group".formatted(String.join("` and `", names))));
        GroupWalk walk = walk(List.of(name));
        for (String group : walk.met()) {
            mistakes(group, reasons);
        }
        if (!walk.circle().isEmpty()) {
            reasons.add("it includes itself: `%s`".formatted(String.join("` includes `", walk.circle())));
        }
        if (reasons.isEmpty()) {
            return List.of();
        }
        Problem problem = Problem.declaration(
                "PYF-488", "the dependency group `%s` in `%s` cannot be read".formatted(name, file));
        for (String reason : reasons) {
            problem = problem.why(reason);
        }
        return List.of(problem.remedy(
                        "correct it there: `%s = [\"numpy>=1.26\", { %s = \"other\" }]`".formatted(name, INCLUDE))
                .source("https://peps.python.org/pep-0735/"));
    }

    private void mistakes(String group, List<String> reasons) {
        if (!byName.containsKey(group)) {
            reasons.add("it includes `%s`, and there is no group of that name".formatted(group));
            return;
        }
        if (!entries(group).isArray()) {
            reasons.add("`%s` is no list".formatted(group));
        }
        for (JsonNode entry : entries(group)) {
            if (!entry.isTextual() && !isInclusion(entry)) {
                reasons.add("`%s` in `%s` is neither a requirement nor a group to include".formatted(entry, group));
            }
        }
    }

    private GroupWalk walk(Collection<String> starts) {
        return new GroupWalk(starts, this::included);
    }

    private JsonNode entries(String name) {
        return byName.getOrDefault(name, MissingNode.getInstance());
    }

    private static boolean isInclusion(JsonNode entry) {
        return entry.isObject() && entry.size() == 1 && entry.path(INCLUDE).isTextual();
    }
}
