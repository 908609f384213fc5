package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.spec.RequirementsForm;
import org.pyflinkimage.system.Environment;

/**
 * What a project says to uv beside its files of requirements.
 *
 * @param files the declared files
 */
public record ProjectSettings(List<Path> files) {

    /** Where a project says what of its {@code poetry.lock} is required. */
    private static final List<String> OF_POETRY = List.of(
            "/project/dependencies",
            "/project/optional-dependencies",
            "/tool/poetry/dependencies",
            "/tool/poetry/extras");

    /** Where it says what its groups require. */
    private static final List<String> GROUPS_OF_POETRY =
            List.of("/dependency-groups", "/tool/poetry/group", "/tool/poetry/dev-dependencies");

    public ProjectSettings {
        files = files.stream().map(Path::toAbsolutePath).toList();
    }

    /**
     * What shapes a resolution of the settings that hold: those of the projects, of which an earlier file wins, then the user's and
     * the machine's; of a file that the user names in {@code UV_CONFIG_FILE} alone, where there is one.
     */
    public ObjectNode ofUv(Environment environment) {
        UvSettings settings = new UvSettings();
        if (environment.variable("UV_CONFIG_FILE").isEmpty()) {
            sources().forEach(source -> settings.override(source.settings(), source.file()));
        }
        PythonIndexes.uvFiles(environment, Path.of("/etc"))
                .forEach(file -> settings.merge(Toml.readIfPresent(file), file));
        return settings.kept();
    }

    /** How uv chooses versions when it locks a project: as {@link #ofUv}, and what variables say before all else. */
    public ObjectNode ofLocking(Environment environment) {
        ObjectNode settings = ofUv(environment);
        sources().stream()
                .map(source -> source.settings().path("fork-strategy"))
                .filter(JsonNode::isTextual)
                .forEach(strategy -> settings.putIfAbsent("fork-strategy", strategy));
        for (String key : List.of("resolution", "prerelease", "fork-strategy", "exclude-newer")) {
            environment
                    .variable("UV_" + key.replace('-', '_').toUpperCase(Locale.ROOT))
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> settings.put(key, value));
        }
        return settings;
    }

    /**
     * What the projects say of the choice of versions beside the declared files, one line each. It is the same on every machine: what
     * a person or a machine is set up for, such as a mirror, is no part of it.
     */
    public List<String> shaping() {
        Map<String, String> shaping = new TreeMap<>();
        sources().stream()
                .filter(source -> !files.contains(source.file()))
                .forEach(source -> UvSettings.shaping(source.settings()).forEach(shaping::putIfAbsent));
        List<String> lines = new ArrayList<>();
        shaping.forEach((key, value) -> lines.add("setting " + key + " " + value));
        lines.addAll(ofLocks());
        return lines;
    }

    /** What the projects beside lock files say of how those are read; uv looks for it there alone, whatever uv.toml says. */
    private List<String> ofLocks() {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            Path project = file.resolveSibling("pyproject.toml");
            if (isLock(file) && !files.contains(project)) {
                UvSettings.ofLock(Toml.readIfPresent(project).at("/tool/uv"))
                        .forEach((key, value) -> lines.add("lock %s %s %s".formatted(files.indexOf(file), key, value)));
            }
            lines.addAll(ofPoetry(file, OF_POETRY));
        }
        return lines;
    }

    /** What the projects beside lock files say of groups, as {@link #shaping}; for requirements that ask for some. */
    public List<String> shapingGroups() {
        return files.stream()
                .flatMap(file -> ofPoetry(file, GROUPS_OF_POETRY).stream())
                .toList();
    }

    private List<String> ofPoetry(Path file, List<String> places) {
        Path project = file.resolveSibling("pyproject.toml");
        if (!isOfPoetry(file) || files.contains(project)) {
            return List.of();
        }
        JsonNode written = Toml.readIfPresent(project);
        return places.stream()
                .filter(place -> !written.at(place).isMissingNode())
                .map(place -> "lock %s %s %s".formatted(files.indexOf(file), place, written.at(place)))
                .toList();
    }

    private static boolean isOfPoetry(Path file) {
        return RequirementsForm.of(file).equals(Optional.of(RequirementsForm.POETRY_LOCK));
    }

    private static boolean isLock(Path file) {
        return RequirementsForm.of(file)
                .filter(form -> form == RequirementsForm.UV_LOCK || form == RequirementsForm.PYLOCK)
                .isPresent();
    }

    /** The normalized names of packages that the settings that hold take out of others' requirements, or put in the place of those. */
    public Set<String> overridden(Environment environment) {
        ObjectNode settings = ofUv(environment);
        Set<String> names = new TreeSet<>();
        for (String key : List.of("override-dependencies", "exclude-dependencies")) {
            settings.path(key)
                    .forEach(text -> Requirement.parse(text.asText())
                            .ifPresent(
                                    requirement -> names.add(requirement.name().value())));
        }
        return names;
    }

    /** The folders and pages of wheels that the settings that hold name. */
    public List<String> findLinks(Environment environment) {
        return findLinks(ofUv(environment));
    }

    /** Those that settings name. */
    static List<String> findLinks(ObjectNode settings) {
        List<String> words = new ArrayList<>();
        for (JsonNode named : List.of(settings.path("find-links"), settings.at("/pip/find-links"))) {
            named.forEach(word -> words.add(word.asText()));
        }
        return words;
    }

    /** The settings as they were written, one for each file. */
    List<JsonNode> documents() {
        return sources().stream().map(Source::settings).toList();
    }

    private record Source(Path file, JsonNode settings) {}

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            Path own = file.resolveSibling("uv.toml");
            Path project = RequirementsForm.of(file).equals(Optional.of(RequirementsForm.PYPROJECT))
                    ? file
                    : file.resolveSibling("pyproject.toml");
            sources.add(
                    Files.exists(own)
                            ? new Source(own, Toml.readIfPresent(own))
                            : new Source(
                                    project,
                                    Toml.readIfPresent(project).path("tool").path("uv")));
        }
        return sources;
    }

    /** The folder that relative paths in requirements start from, as they do for a user who calls pip or uv there. */
    public Path folderOr(Path other) {
        return files.isEmpty() ? other : files.get(0).resolveSibling("");
    }
}
