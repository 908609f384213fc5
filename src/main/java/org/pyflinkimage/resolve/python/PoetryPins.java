package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.resolve.sources.PoetryRequirement;
import org.pyflinkimage.value.Problem;

/**
 * The user's own {@code poetry.lock} as requirements: what {@code poetry export} says, without running it, with {@code -E} and {@code
 * --with} for what is asked for. All other groups and extras stay out.
 *
 * @param file what relative paths start beside
 * @param project the {@code pyproject.toml} beside it
 */
record PoetryPins(JsonNode root, Path file, JsonNode project, AskedParts asked) implements StructuredFile {

    private static final Pattern KNOWN = Pattern.compile("[12]\\.\\d+");
    private static final String MAIN = "main";
    private static final String ANEW = "let Poetry write it anew: `poetry lock`";
    private static final String EXPORT =
            "let Poetry write it as a requirements file, and name that: `poetry export -o requirements.txt`;"
                    + " from Poetry 2 on after `poetry self add poetry-plugin-export`";

    /** Reads the file, and the project beside it. */
    static PoetryPins read(Path file, AskedParts asked) {
        return new PoetryPins(
                Toml.readIfPresent(file),
                file.toAbsolutePath(),
                Toml.readIfPresent(file.resolveSibling("pyproject.toml")),
                asked);
    }

    @Override
    public SortedSet<String> groups() {
        return PoetryGroups.of(project).names();
    }

    @Override
    public Set<String> inAnyCase() {
        return Set.of(MAIN);
    }

    @Override
    public StructuredFile withGroups(Set<String> names) {
        return new PoetryPins(root, file, project, asked.withGroups(names));
    }

    @Override
    public List<RequirementLine> lines(MarkerEnvironment environment) {
        return walk(environment).found().stream()
                .map(this::pin)
                .sorted()
                .map(this::line)
                .toList();
    }

    @Override
    public List<Problem> problems(MarkerEnvironment environment) {
        String version = root.at("/metadata/lock-version").asText();
        Problem problem =
                Problem.declaration("PYF-488", "`%s` cannot be read as a lock file of Poetry's".formatted(file));
        if (!KNOWN.matcher(version).matches()) {
            return List.of(problem.why(
                            version.isEmpty()
                                    ? "it has no `lock-version`"
                                    : "its `lock-version` is %s, and 1.0 to 2.1 are read".formatted(version))
                    .remedy(EXPORT));
        }
        List<Problem> problems = new ArrayList<>(PoetryGroups.of(project)
                .problems(asked.groups(), file.resolveSibling("pyproject.toml").toString()));
        asked.extras().stream()
                .filter(extra -> ofExtra(extra).isEmpty())
                .forEach(extra -> problems.add(noExtra(extra, namesOfExtras(), "[extras]")));
        Walk walk = walk(environment);
        if (!walk.unknown().isEmpty()) {
            Problem unknown = problem;
            for (String why : walk.unknown()) {
                unknown = unknown.why(why);
            }
            problems.add(unknown.remedy(EXPORT));
        }
        List<String> lacking = walk.lacking();
        if (project.isEmpty()) {
            problems.add(problem.why("there is no `pyproject.toml` beside it, which says what of it is required")
                    .remedy("put both files into one folder"));
        } else if (lacking.isEmpty()) {
            ProjectHashes.ofPoetry(project)
                    .problem(
                            file,
                            root.at("/metadata/content-hash").asText(),
                            "pyproject.toml",
                            "dependencies, extras, groups and sources",
                            "poetry lock")
                    .ifPresent(problems::add);
        } else {
            for (String why : lacking) {
                problem = problem.why(why);
            }
            problems.add(problem.remedy(ANEW));
        }
        return List.copyOf(problems);
    }

    private List<String> namesOfExtras() {
        List<String> names = new ArrayList<>();
        root.path("extras").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Optional<JsonNode> ofExtra(String extra) {
        return root.path("extras").properties().stream()
                .filter(entry -> NormalizedName.normalized(entry.getKey()).equals(NormalizedName.normalized(extra)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private String pin(JsonNode entry) {
        String name = entry.path("name").asText();
        JsonNode source = entry.path("source");
        String url = source.path("url").asText();
        return switch (source.path("type").asText()) {
            case "directory", "file" ->
                name + " @ " + file.resolveSibling(url).normalize().toUri();
            case "url" -> name + " @ " + url;
            case "git" ->
                name + " @ git+" + url + "@" + source.path("resolved_reference").asText();
            default -> name + "==" + entry.path("version").asText();
        };
    }

    @Override
    public JsonNode packages() {
        ArrayNode packages = Toml.empty().arrayNode();
        for (JsonNode entry : root.path("package")) {
            String name = entry.path("name").asText();
            ArrayNode files = packages.addObject().put("name", name).putArray("wheels");
            JsonNode listed = entry.has("files")
                    ? entry.path("files")
                    : root.at("/metadata/files").path(name);
            listed.forEach(one -> files.addObject()
                    .put("filename", one.path("file").asText())
                    .put("hash", one.path("hash").asText()));
        }
        return packages;
    }

    @Override
    public Stream<String> foreign(MarkerEnvironment environment) {
        return Stream.concat(
                lines(environment).stream().map(RequirementLine::text),
                indexSources(environment).stream()
                        .flatMap(sources -> sources.indexes().findValuesAsText("url").stream()));
    }

    /** What comes from another index than the usual one says so. */
    @Override
    public Optional<IndexSources> indexSources(MarkerEnvironment environment) {
        ObjectNode sources = Toml.empty();
        Map<String, String> indexes = new LinkedHashMap<>();
        for (JsonNode entry : walk(environment).found()) {
            JsonNode source = entry.path("source");
            if (source.path("type").asText().equals("legacy")) {
                String name = source.path("reference").asText();
                indexes.put(name, source.path("url").asText());
                sources.putObject(entry.path("name").asText()).put("index", name);
            }
        }
        ArrayNode named = Toml.empty().arrayNode();
        indexes.forEach((name, url) ->
                named.addObject().put("name", name).put("url", url).put("explicit", true));
        return sources.isEmpty() ? Optional.empty() : Optional.of(new IndexSources(sources, named));
    }

    @Override
    public boolean namesIndexes() {
        return true;
    }

    /** Poetry asks one that is {@code explicit} for those packages alone that name it. */
    @Override
    public boolean hasWhatBuilds(String index) {
        return project.at("/tool/poetry/source")
                .valueStream()
                .noneMatch(source -> source.path("name").asText().equals(index)
                        && source.path("priority").asText().equalsIgnoreCase("explicit"));
    }

    private Walk walk(MarkerEnvironment environment) {
        Walk walk = new Walk(environment);
        required().forEach(walk::enter);
        PoetryGroups.of(project).required(asked.groups()).forEach(walk::enter);
        asked.extras()
                .forEach(extra -> ofExtra(extra)
                        .ifPresent(names ->
                                names.forEach(text -> walk.enter(PoetryRequirement.ofStandard(text.asText())))));
        walk.goOn();
        return walk;
    }

    /** What the project requires, in the standard's form and in Poetry's. */
    private List<PoetryRequirement.Reading> required() {
        List<PoetryRequirement.Reading> required = new ArrayList<>();
        project.at("/project/dependencies")
                .valueStream()
                .forEach(text -> required.add(PoetryRequirement.ofStandard(text.asText())));
        return required.isEmpty() ? PoetryGroups.read(project.at("/tool/poetry/dependencies")) : required;
    }

    /** A walk from what is required to all that it needs. */
    private final class Walk {

        private final MarkerEnvironment environment;
        private final Map<String, List<JsonNode>> byName = root.path("package")
                .valueStream()
                .collect(Collectors.groupingBy(
                        entry -> NormalizedName.normalized(entry.path("name").asText())));
        private final Set<JsonNode> found = new LinkedHashSet<>();
        private final List<String> lacking = new ArrayList<>();
        private final Set<String> unknown = new LinkedHashSet<>();
        private final Set<String> entered = new HashSet<>();
        private final Set<String> groups = PoetryGroups.of(project).withIncluded(asked.groups());
        private final Deque<PoetryRequirement> open = new ArrayDeque<>();

        Walk(MarkerEnvironment environment) {
            this.environment = environment;
        }

        Set<JsonNode> found() {
            return found;
        }

        /** What is required and not in the lock file, as after a change of the project. */
        List<String> lacking() {
            return lacking;
        }

        /** What is required and cannot be understood: whoever passed it over would leave a package out. */
        Set<String> unknown() {
            return unknown;
        }

        void enter(PoetryRequirement.Reading reading) {
            if (!reading.reason().isEmpty()) {
                unknown.add(reading.reason());
            }
            reading.requirements().forEach(this::enter);
        }

        private void enter(PoetryRequirement requirement) {
            if (requirement.holdsIn(environment) && entered.add(requirement.toString())) {
                open.add(requirement);
            }
        }

        void goOn() {
            while (!open.isEmpty()) {
                PoetryRequirement requirement = open.remove();
                Optional<JsonNode> entry = byName
                        .getOrDefault(requirement.name().value(), List.of())
                        .stream()
                        .filter(candidate -> fits(candidate, requirement))
                        .findFirst();
                entry.ifPresentOrElse(
                        locked -> take(locked, requirement),
                        () -> lacking.add("`%s` is required, and not locked".formatted(requirement)));
            }
        }

        /** Where they differ between groups, those of what is asked for; of the main group in any case. */
        private Stream<String> markers(JsonNode candidate) {
            JsonNode markers = candidate.path("markers");
            if (!markers.isObject()) {
                return Stream.of(markers.asText());
            }
            Set<String> asked = new LinkedHashSet<>(groups);
            asked.add(MAIN);
            Set<String> those = ProjectDependencies.normalized(candidate.path("groups"));
            those.retainAll(asked);
            return (those.isEmpty() ? asked : those)
                    .stream()
                            .map(group ->
                                    ProjectDependencies.named(markers, group).asText());
        }

        private boolean fits(JsonNode candidate, PoetryRequirement requirement) {
            String version = candidate.path("version").asText();
            boolean holds = markers(candidate).anyMatch(this::holds);
            return holds
                    && NormalizedName.normalized(candidate.path("name").asText())
                            .equals(requirement.name().value())
                    && Pep440Version.parse(version).filter(requirement::allows).isPresent();
        }

        private boolean holds(String marker) {
            return marker.contains("extra")
                    || Marker.parse(marker)
                            .map(condition -> condition.evaluate(environment))
                            .orElse(true);
        }

        private void take(JsonNode locked, PoetryRequirement requirement) {
            found.add(locked);
            locked.path("dependencies").properties().forEach(entry -> {
                Stream<JsonNode> forms =
                        entry.getValue().isArray() ? entry.getValue().valueStream() : Stream.of(entry.getValue());
                if (!forms.allMatch(one -> one.path("optional").asBoolean())) {
                    enter(PoetryRequirement.read(entry.getKey(), entry.getValue()));
                }
            });
            for (String extra : requirement.extras()) {
                locked.path("extras").properties().stream()
                        .filter(entry ->
                                NormalizedName.normalized(entry.getKey()).equals(NormalizedName.normalized(extra)))
                        .flatMap(entry -> entry.getValue().valueStream())
                        .forEach(text -> enter(PoetryRequirement.ofStandard(text.asText())));
            }
        }
    }
}
