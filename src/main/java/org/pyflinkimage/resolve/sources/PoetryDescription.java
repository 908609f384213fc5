package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.resolve.sources.Description.Field;
import org.pyflinkimage.resolve.sources.Description.Readme;

/** Reads Poetry's own form of metadata, {@code [tool.poetry]}. */
record PoetryDescription(FolderFiles files, JsonNode poetry) {

    private static final Pattern PERSON = Pattern.compile("(?<name>[^<>]*+)(?:<(?<address>[^<>]++)>)?");
    private static final Set<String> PLACES = Set.of("path", "file", "url", "git");
    private static final Set<String> DEPENDENCY = Set.of(
            "version",
            "extras",
            "optional",
            "python",
            "markers",
            "platform",
            "path",
            "file",
            "url",
            "develop",
            "source",
            "git",
            "branch",
            "tag",
            "rev",
            "allow-prereleases",
            "subdirectory");

    Description read() {
        List<Requirement> requires = new ArrayList<>();
        Map<String, List<Requirement>> optional = new HashMap<>();
        poetry.path("dependencies").properties().forEach(entry -> {
            if (!entry.getKey().equals("python")) {
                dependency(entry.getKey(), entry.getValue(), requires, optional);
            }
        });
        String readme =
                Settings.textOrTexts(poetry, "readme").stream().findFirst().orElse("");
        if (Settings.textOrTexts(poetry, "readme").size() > 1) {
            throw new NeedsRunning("it has several files as its `readme`");
        }
        return new Description(
                Settings.text(poetry, "name"),
                Settings.text(poetry, "version"),
                fields(),
                requires,
                extras(optional),
                entryPoints(),
                files.text(FolderFiles.clean(readme)).map(text -> new Readme(text, StandardDescription.typeOf(readme))),
                StandardDescription.matching(files, PoetryBackend.LICENSE_FILES));
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        StandardDescription.add(fields, "Summary", Settings.text(poetry, "description"));
        StandardDescription.add(fields, "License", Settings.text(poetry, "license"));
        StandardDescription.add(fields, "Keywords", String.join(",", Settings.texts(poetry, "keywords")));
        person(fields, "authors", "Author");
        person(fields, "maintainers", "Maintainer");
        JsonNode python = poetry.at("/dependencies/python");
        if (python.isTextual()) {
            StandardDescription.add(fields, "Requires-Python", PoetryVersions.standard(python.asText()));
        }
        Settings.texts(poetry, "classifiers").forEach(text -> StandardDescription.add(fields, "Classifier", text));
        for (String key : List.of("Homepage", "Repository", "Documentation")) {
            String address = Settings.text(poetry, key.toLowerCase(java.util.Locale.ROOT));
            if (!address.isEmpty()) {
                StandardDescription.add(fields, "Project-URL", key + ", " + address);
            }
        }
        poetry.path("urls")
                .properties()
                .forEach(url -> StandardDescription.add(
                        fields,
                        "Project-URL",
                        url.getKey() + ", " + url.getValue().asText()));
        return fields;
    }

    /** Poetry writes down the first alone. */
    private void person(List<Field> fields, String key, String field) {
        Settings.texts(poetry, key).stream()
                .findFirst()
                .map(PERSON::matcher)
                .filter(Matcher::matches)
                .ifPresent(person -> {
                    StandardDescription.add(fields, field, person.group("name").strip());
                    StandardDescription.add(
                            fields, field + "-email", person.group("address") == null ? "" : person.group("address"));
                });
    }

    /** One or several of a name; an optional one is only of the extras that name it. */
    private static void dependency(
            String name, JsonNode written, List<Requirement> requires, Map<String, List<Requirement>> optional) {
        for (JsonNode one : written.isArray() ? written : List.of(written)) {
            Requirement requirement = requirement(name, one);
            if (one.path("optional").asBoolean()) {
                optional.computeIfAbsent(requirement.name().value(), key -> new ArrayList<>())
                        .add(requirement);
            } else {
                requires.add(requirement);
            }
        }
    }

    /** One that metadata can say: there versions have no branches. */
    static Requirement requirement(String name, JsonNode written) {
        List<Requirement> branches = branches(name, written);
        if (branches.size() > 1) {
            throw PoetryVersions.unknown(
                    written.isTextual()
                            ? written.asText()
                            : written.path("version").asText());
        }
        return branches.get(0);
    }

    /**
     * One or more, of which one has to fit. What lies beside the project stands there by its name alone: a path of this machine has no
     * meaning in an image.
     */
    static List<Requirement> branches(String name, JsonNode written) {
        if (written.isTextual()) {
            return PoetryVersions.branches(written.asText()).stream()
                    .map(versions -> Description.requirement(name + versions))
                    .toList();
        }
        Settings.requireKnown(written, "tool.poetry.dependencies." + name, DEPENDENCY);
        boolean placed = PLACES.stream().anyMatch(written::has);
        List<String> extras = Settings.texts(written, "extras");
        List<String> conditions = new ArrayList<>();
        if (written.has("python")) {
            conditions.add(PoetryVersions.marker(Settings.text(written, "python")));
        }
        if (written.has("platform")) {
            conditions.add("sys_platform == \"%s\""
                    .formatted(Settings.text(written, "platform").replaceAll("[^\\w-]", "")));
        }
        String markers = Settings.text(written, "markers");
        conditions.add(markers.contains(" or ") ? "(" + markers + ")" : markers);
        conditions.removeIf(String::isBlank);
        String head = name + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]");
        String marker = conditions.isEmpty() ? "" : " ; " + String.join(" and ", conditions);
        List<String> branches = placed
                ? List.of("")
                : PoetryVersions.branches(written.path("version").asText());
        return branches.stream()
                .map(versions -> Description.requirement(head + versions + marker))
                .toList();
    }

    private SortedMap<String, List<Requirement>> extras(Map<String, List<Requirement>> optional) {
        SortedMap<String, List<Requirement>> extras = new TreeMap<>();
        JsonNode table = poetry.path("extras");
        table.fieldNames()
                .forEachRemaining(extra -> extras.put(
                        StandardDescription.normalized(extra),
                        Settings.texts(table, extra).stream()
                                .map(name ->
                                        Description.requirement(name).name().value())
                                .flatMap(name -> optional.getOrDefault(name, List.of()).stream())
                                .toList()));
        return extras;
    }

    private SortedMap<String, SortedMap<String, String>> entryPoints() {
        SortedMap<String, SortedMap<String, String>> groups = new TreeMap<>();
        if (poetry.path("scripts").properties().stream()
                .anyMatch(script -> !script.getValue().isTextual())) {
            throw new NeedsRunning("it has a script that is more than a function's name");
        }
        groups.put("console_scripts", StandardDescription.references(poetry.path("scripts")));
        poetry.path("plugins")
                .properties()
                .forEach(group -> groups.put(
                        StandardDescription.requireWords(group.getKey()),
                        StandardDescription.references(group.getValue())));
        return groups;
    }
}
