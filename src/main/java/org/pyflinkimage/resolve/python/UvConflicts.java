package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/**
 * Sets of extras and groups of which uv lets one at a time be asked for: {@code conflicts} of {@code [tool.uv]} and of a {@code uv.lock}. Other
 * tools do not know them; what is in such a set has no versions that go together.
 *
 * @param projects the normalized names of those that something is asked for of
 */
record UvConflicts(JsonNode sets, Set<String> projects) {

    /**
     * {@code PYF-092} where several of one set are asked for.
     *
     * @param file that the sets stand in
     * @param asked what is asked for by its name
     * @param taken the same, with what that asks for itself
     * @param byDefault the groups that are taken without being asked for, each with the default groups that it is in
     */
    Optional<Problem> problem(Path file, AskedParts asked, AskedParts taken, Map<String, SortedSet<String>> byDefault) {
        List<String> reasons = new ArrayList<>();
        SortedSet<String> leaving = new TreeSet<>();
        for (JsonNode set : sets) {
            List<JsonNode> items = new ArrayList<>();
            for (JsonNode item : set) {
                if (isTaken(item, taken)) {
                    items.add(item);
                }
            }
            if (items.size() > 1) {
                String together = items.stream()
                        .map(item -> shown(item, defaultsOf(item, byDefault)))
                        .collect(Collectors.joining(" and "));
                reasons.add("%s are in one set of `conflicts` in `%s`".formatted(together, file));
                items.forEach(item -> leaving.addAll(defaultsOf(item, byDefault)));
            }
        }
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        Problem problem = Problem.declaration(
                "PYF-092", "extras and groups are asked for together that uv does not allow together");
        for (String reason : reasons) {
            problem = problem.why(reason);
        }
        problem = problem.remedy("leave all of them but one out of %s and %s"
                .formatted(Element.REQUIREMENTS.named(), Element.GROUPS.named()));
        return Optional.of(leaving.isEmpty() ? problem : withoutDefaults(problem, leaving, asked));
    }

    /** A default group stands in no element; uv writes what it is told to and what it takes by default. */
    private static Problem withoutDefaults(Problem problem, Set<String> leaving, AskedParts asked) {
        Stream<String> dev =
                asked.groups().contains(ProjectDependencies.OF_DEVELOPMENT) ? Stream.empty() : Stream.of("--no-dev");
        Stream<String> groups = asked.groups().stream().filter(group -> !leaving.contains(group));
        String options = Stream.of(
                        dev,
                        leaving.stream().map("--no-group %s"::formatted),
                        asked.extras().stream().map("--extra %s"::formatted),
                        groups.map("--group %s"::formatted))
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
        return problem.remedy(
                        "or take `%s` out of `default-groups` in the `pyproject.toml`, and lock it anew: `uv lock`"
                                .formatted(String.join("`, `", leaving)))
                .remedy(
                        "or let uv write a requirements file without it, and name that, without %s: `uv export --frozen --no-emit-project %s -o requirements.txt`"
                                .formatted(Element.GROUPS.named(), options));
    }

    private static Set<String> defaultsOf(JsonNode item, Map<String, SortedSet<String>> byDefault) {
        return byDefault.getOrDefault(
                NormalizedName.normalized(item.path(AskedParts.GROUP).asText()), Collections.emptySortedSet());
    }

    /** Of an extra or a group; empty where it is the project itself. */
    private static Optional<String> kind(JsonNode item) {
        return Stream.of(AskedParts.EXTRA, AskedParts.GROUP).filter(item::has).findFirst();
    }

    private boolean isTaken(JsonNode item, AskedParts taken) {
        boolean ofThese = !item.has("package")
                || projects.contains(
                        NormalizedName.normalized(item.path("package").asText()));
        return ofThese && taken.admits(item);
    }

    private static String shown(JsonNode item, Set<String> defaults) {
        if (!defaults.isEmpty()) {
            String name = NormalizedName.normalized(item.path(AskedParts.GROUP).asText());
            return defaults.contains(name)
                    ? "the default group `%s`".formatted(name)
                    : "the group `%s` of the default group `%s`".formatted(name, String.join("`, `", defaults));
        }
        return kind(item)
                .map(kind -> "the %s `%s`".formatted(kind, item.path(kind).asText()))
                .orElse("the project itself");
    }
}
