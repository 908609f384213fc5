package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.MarkerSamples;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.SpecifierSet;

/**
 * The settings that a project was locked with, held against those that it has now.
 *
 * @param lock the whole {@code uv.lock}
 * @param workspace the whole {@code pyproject.toml} beside it
 * @param effective what a choice of versions is made with, wherever it is set
 */
record LockedSettings(JsonNode lock, JsonNode workspace, JsonNode effective) {

    private static final Map<String, String> MODES = new TreeMap<>(Map.of(
            "resolution", "highest",
            "prerelease", "if-necessary-or-explicit",
            "fork-strategy", "requires-python"));

    /** One sentence for each that is another now. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        MODES.forEach((key, usual) -> {
            String now = effective.path(key).asText(usual);
            JsonNode options = lock.path("options");
            String before = options.path(key + "-mode").asText(options.path(key).asText(usual));
            if (!now.equals(before)) {
                differences.add("`%s` is `%s`, and was `%s`".formatted(key, now, before));
            }
        });
        boolean dated = effective.has("exclude-newer");
        if (dated != Stream.of("exclude-newer", "exclude-newer-span").anyMatch(lock.path("options")::has)) {
            differences.add("`exclude-newer` is %s".formatted(dated ? "set, and was not" : "not set, and was"));
        }
        markers("environments", "supported-markers", differences);
        markers("required-environments", "required-markers", differences);
        if (!isWithIncluding(conflicts(workspace.at("/tool/uv/conflicts")), conflicts(lock.path("conflicts")))) {
            differences.add("`conflicts` are others");
        }
        if (!excludes(workspace.at("/tool/uv/exclude-dependencies")).equals(excludes(lock.at("/manifest/excludes")))) {
            differences.add("`exclude-dependencies` are others");
        }
        if (!metadata(workspace.at("/tool/uv/dependency-metadata"))
                .equals(metadata(lock.at("/manifest/dependency-metadata")))) {
            differences.add("`dependency-metadata` is another");
        }
        return differences;
    }

    private void markers(String key, String locked, List<String> differences) {
        List<Marker> now = markers(workspace.at("/tool/uv/" + key));
        List<Marker> before = markers(lock.path(locked));
        SpecifierSet pythons =
                SpecifierSet.parse(lock.path("requires-python").asText()).orElse(SpecifierSet.ANY);
        List<MarkerEnvironment> environments = MarkerSamples.telling(
                Stream.concat(now.stream(), before.stream()).toList(), pythons);
        boolean same = now.size() == before.size();
        for (int i = 0; same && i < now.size(); i++) {
            Marker one = now.get(i);
            Marker other = before.get(i);
            same = environments.stream().allMatch(it -> one.evaluate(it) == other.evaluate(it));
        }
        if (!same) {
            differences.add("`%s` are others".formatted(key));
        }
    }

    private static List<Marker> markers(JsonNode texts) {
        return (texts.isTextual() ? Stream.of(texts) : texts.valueStream())
                .map(text -> Dependency.Condition.marker(text.asText()))
                .toList();
    }

    private Set<Set<Map<String, String>>> conflicts(JsonNode conflicts) {
        String own = workspace.at("/project/name").asText();
        return conflicts
                .valueStream()
                .map(set -> set.valueStream().map(item -> conflict(item, own)).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    /** Groups that include one of a set stand in its place in further sets of a lock file. */
    private boolean isWithIncluding(Set<Set<Map<String, String>>> now, Set<Set<Map<String, String>>> before) {
        DependencyGroups groups = DependencyGroups.of(workspace);
        return before.containsAll(now)
                && before.stream()
                        .allMatch(set ->
                                now.contains(set) || now.stream().anyMatch(other -> isIncluding(set, other, groups)));
    }

    private static boolean isIncluding(
            Set<Map<String, String>> set, Set<Map<String, String>> other, DependencyGroups groups) {
        return set.size() == other.size()
                && set.stream().allMatch(item -> other.stream().anyMatch(one -> isIncluding(item, one, groups)));
    }

    private static boolean isIncluding(Map<String, String> item, Map<String, String> one, DependencyGroups groups) {
        return item.equals(one)
                || (item.containsKey(AskedParts.GROUP)
                        && one.containsKey(AskedParts.GROUP)
                        && groups.withIncluded(item.get(AskedParts.GROUP)).contains(one.get(AskedParts.GROUP)));
    }

    private static Map<String, String> conflict(JsonNode item, String own) {
        Map<String, String> parts = new TreeMap<>(Map.of("package", NormalizedName.normalized(own)));
        item.properties()
                .forEach(part -> parts.put(
                        part.getKey(), NormalizedName.normalized(part.getValue().asText())));
        return parts;
    }

    private static Set<String> excludes(JsonNode names) {
        return names.valueStream()
                .map(name -> name.isTextual() ? NormalizedName.normalized(name.asText()) : name.toString())
                .collect(Collectors.toSet());
    }

    /** What is empty in it uv does not write. */
    private static Set<Map<String, String>> metadata(JsonNode entries) {
        return entries.valueStream()
                .map(entry -> entry.properties().stream()
                        .filter(part ->
                                !part.getValue().isArray() || !part.getValue().isEmpty())
                        .collect(Collectors.toMap(Map.Entry::getKey, part -> texts(part.getValue()))))
                .collect(Collectors.toSet());
    }

    private static String texts(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asText).sorted().collect(Collectors.joining("\n"))
                : value.asText();
    }
}
