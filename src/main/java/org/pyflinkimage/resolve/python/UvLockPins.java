package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.ProjectSettings;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Problem;

/**
 * The user's own {@code uv.lock} as requirements, for a resolution together with PyFlink: what {@code uv export --no-dev
 * --no-emit-project} says, with {@code --extra} and {@code --group} for what is asked for, without running it.
 *
 * @param file what relative paths start beside
 * @param project the {@code pyproject.toml} of the project that it is of
 * @param effective the settings that versions are chosen with, wherever they are set
 */
record UvLockPins(JsonNode root, Path file, JsonNode project, JsonNode effective, AskedParts asked)
        implements StructuredFile {

    private static final int KNOWN = 1;
    private static final String EXPORT =
            "let uv write it as a requirements file, and name that: `uv export --frozen --no-dev --no-emit-project --no-hashes -o requirements.txt`";

    /** Reads the file, what lies beside it, and the settings that hold for it in an environment. */
    static UvLockPins read(Path file, AskedParts asked, Environment environment) {
        JsonNode project = Toml.readIfPresent(file.resolveSibling("pyproject.toml"));
        return new UvLockPins(
                Toml.readIfPresent(file),
                file.toAbsolutePath(),
                project,
                new ProjectSettings(List.of(file)).ofLocking(environment),
                asked);
    }

    /** With those of the project beside it: that one of them is not locked is told as such. */
    @Override
    public SortedSet<String> groups() {
        SortedSet<String> names = DependencyGroups.of(project).names();
        names.addAll(namesIn("dev-dependencies"));
        names.addAll(namesIn("metadata", "requires-dev"));
        manifestGroups().fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public StructuredFile withGroups(Set<String> names) {
        return new UvLockPins(root, file, project, effective, asked.withGroups(names));
    }

    private NavigableSet<String> extras() {
        NavigableSet<String> names = namesIn("optional-dependencies");
        roots().forEach(entry -> names.addAll(
                ProjectDependencies.normalized(entry.path("metadata").path("provides-extras"))));
        return names;
    }

    /** Those of a table of the projects. */
    private NavigableSet<String> namesIn(String... keys) {
        NavigableSet<String> names = new TreeSet<>();
        for (JsonNode entry : roots()) {
            JsonNode table = entry;
            for (String key : keys) {
                table = table.path(key);
            }
            table.fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    /** Those of a workspace that is no project itself. */
    private JsonNode manifestGroups() {
        return root.at("/manifest/dependency-groups");
    }

    @Override
    public JsonNode packages() {
        return root.path("package");
    }

    @Override
    public Stream<String> foreign(MarkerEnvironment environment) {
        return lines(environment).stream().map(RequirementLine::text);
    }

    @Override
    public Optional<IndexSources> indexSources(MarkerEnvironment environment) {
        Map<String, String> indexByName = new TreeMap<>();
        found(environment)
                .forEach(entry -> indexByName.put(
                        entry.path("name").asText(),
                        entry.at("/source/registry").asText()));
        return IndexSources.ofLock(indexByName, project.at("/tool/uv/index"));
    }

    private Stream<JsonNode> found(MarkerEnvironment environment) {
        UvMarkers markers = new UvMarkers(environment, new HashSet<>());
        roots().forEach(root -> takeParts(root, markers));
        Walk walk = new Walk(markers);
        // What an extra of another package brings may depend on it.
        for (int before = -1; before < markers.taken().size(); ) {
            before = markers.taken().size();
            walk = new Walk(markers);
            roots().forEach(walk::enterProject);
            groupsIn(manifestGroups()).stream().map(manifestGroups()::path).forEach(walk::enter);
            walk.goOn();
        }
        return walk.found.stream()
                .filter(found -> !isRoot(found) && !found.path("source").has("virtual"));
    }

    private void takeParts(JsonNode root, UvMarkers markers) {
        String name = root.path("name").asText();
        markers.takeProject(name);
        asked.normalizedExtras().forEach(extra -> markers.takeExtra(name, extra));
        groupsOf(root).forEach(group -> markers.takeGroup(name, group));
    }

    @Override
    public List<RequirementLine> lines(MarkerEnvironment environment) {
        return found(environment).map(this::pin).sorted().map(this::line).toList();
    }

    @Override
    public List<Problem> problems(MarkerEnvironment environment) {
        int version = root.path("version").asInt();
        Problem problem = Problem.declaration("PYF-488", "`%s` cannot be read as a lock file of uv's".formatted(file));
        if (version != KNOWN) {
            return List.of(problem.why("the version of its form is %s, and %s is read".formatted(version, KNOWN))
                    .remedy(EXPORT));
        }
        if (roots().isEmpty()) {
            return List.of(problem.why("it is of no project: none of its packages lies in its own folder")
                    .remedy("write it anew: `uv lock`"));
        }
        List<Problem> problems = new ArrayList<>(ofParts());
        Optional<Problem> changed = new LockedProject(file, root, project, effective).problem();
        List<String> lacking = changed.isPresent() || !problems.isEmpty() ? List.of() : lacking(environment);
        for (String why : lacking) {
            problem = problem.why(why);
        }
        if (lacking.isEmpty()) {
            changed.ifPresent(problems::add);
        } else {
            problems.add(problem.remedy("delete it, and write it anew: `uv lock`"));
        }
        return problems;
    }

    /** What cannot be asked for. */
    private List<Problem> ofParts() {
        if (asked.isEmpty()) {
            return List.of();
        }
        Set<String> projects = new HashSet<>();
        Set<String> defaults = defaultsIn(manifestGroups());
        for (JsonNode root : roots()) {
            projects.add(root.path("name").asText());
            defaults.addAll(defaultsIn(root.path("dev-dependencies")));
        }
        Map<String, SortedSet<String>> byDefault = includedIn(defaults);
        Set<String> groups = new TreeSet<>(byDefault.keySet());
        groups.addAll(includedIn(asked.groups()).keySet());
        SortedSet<String> known = extras();
        return Stream.concat(
                        asked.extras().stream()
                                .filter(extra -> !known.contains(NormalizedName.normalized(extra)))
                                .map(extra -> noExtra(extra, known, "[package.optional-dependencies]")),
                        new UvConflicts(root.path("conflicts"), projects)
                                .problem(file, asked, asked.withGroups(groups), byDefault).stream())
                .toList();
    }

    /** These groups and all that they include, each with those of these that it is in. */
    private Map<String, SortedSet<String>> includedIn(Set<String> names) {
        DependencyGroups declared = DependencyGroups.of(project);
        Map<String, SortedSet<String>> by = new TreeMap<>();
        names.forEach(name -> declared.withIncluded(name)
                .forEach(group ->
                        by.computeIfAbsent(group, key -> new TreeSet<>()).add(name)));
        return by;
    }

    /** What the project requires there and the lock file does not choose, as after a merge that went wrong. */
    private List<String> lacking(MarkerEnvironment environment) {
        List<JsonNode> chosen = found(environment).toList();
        Set<String> replaced = new HashSet<>(ProjectDependencies.names(project.at("/tool/uv/override-dependencies")));
        replaced.addAll(ProjectDependencies.names(project.at("/tool/uv/exclude-dependencies")));
        return roots().stream()
                .filter(root -> isRoot(root) && project.path("project").has("name"))
                .flatMap(root -> required(root).stream())
                .filter(it -> asked.of(environment).anyMatch(it.condition()::holdsIn)
                        && !replaced.contains(it.key().name()))
                .flatMap(it -> lacking(it, chosen).stream())
                .toList();
    }

    private List<Dependency> required(JsonNode root) {
        ProjectDependencies now =
                new ProjectDependencies(project, project, new DependencySource(folder(), packages(), folder()));
        List<Dependency> required = new ArrayList<>(now.dependencies());
        Map<String, List<Dependency>> groups = now.groups();
        groupsOf(root).forEach(group -> required.addAll(groups.getOrDefault(group, List.of())));
        required.removeIf(it -> it.key().name().equals(root.path("name").asText()));
        return required;
    }

    private Path folder() {
        return file.normalize().resolveSibling("");
    }

    private static Optional<String> lacking(Dependency required, List<JsonNode> chosen) {
        List<String> versions = chosen.stream()
                .filter(entry ->
                        entry.path("name").asText().equals(required.key().name()))
                .map(entry -> entry.path("version").asText())
                .toList();
        if (versions.isEmpty()) {
            return Optional.of("`%s` is required, and not locked".formatted(required));
        }
        return versions.stream()
                        .flatMap(version -> Pep440Version.parse(version).stream())
                        .allMatch(required.specifiers()::contains)
                ? Optional.empty()
                : Optional.of("`%s` is required, and %s is locked".formatted(required, String.join(", ", versions)));
    }

    /** The project beside the lock file; of a workspace that is no project itself, its members. */
    private List<JsonNode> roots() {
        List<JsonNode> own = packages().valueStream().filter(UvLockPins::isRoot).toList();
        Set<String> members = new HashSet<>();
        root.at("/manifest/members").forEach(name -> members.add(name.asText()));
        return own.isEmpty()
                ? packages()
                        .valueStream()
                        .filter(entry -> members.contains(entry.path("name").asText()))
                        .toList()
                : own;
    }

    private static boolean isRoot(JsonNode entry) {
        JsonNode source = entry.path("source");
        return Stream.of("virtual", "editable", "directory")
                .anyMatch(kind -> source.path(kind).asText().equals("."));
    }

    private Set<String> groupsOf(JsonNode entry) {
        return groupsIn(entry.path("dev-dependencies"));
    }

    /** The default groups among those of a package or a workspace, and those that are asked for. */
    private Set<String> groupsIn(JsonNode locked) {
        Set<String> named = defaultsIn(locked);
        named.addAll(asked.groups());
        return named;
    }

    /**
     * The groups that uv installs without being asked, but for that of development.
     *
     * @param locked those of a package, or of a workspace that is none
     */
    private Set<String> defaultsIn(JsonNode locked) {
        JsonNode groups = project.at("/tool/uv/default-groups");
        Set<String> named = new TreeSet<>();
        if (groups.asText().equals("all")) {
            locked.fieldNames().forEachRemaining(named::add);
        }
        named.addAll(ProjectDependencies.normalized(groups));
        named.remove(ProjectDependencies.OF_DEVELOPMENT);
        return named;
    }

    private String pin(JsonNode entry) {
        String name = entry.path("name").asText();
        JsonNode source = entry.path("source");
        for (String folder : List.of("directory", "editable")) {
            if (source.has(folder)) {
                return placed(source.path(folder)).toString();
            }
        }
        if (source.has("path")) {
            return name + " @ " + placed(source.path("path")).toUri();
        }
        if (source.has("git")) {
            return name + " @ git+" + source.path("git").asText().replaceFirst("(\\?[^#]*)?#", "@");
        }
        return source.has("url")
                ? name + " @ " + source.path("url").asText()
                : name + "==" + entry.path("version").asText();
    }

    private Path placed(JsonNode path) {
        return file.resolveSibling(path.asText()).normalize();
    }

    /** A walk from the project to all that it needs. */
    private final class Walk {

        private final Map<String, List<JsonNode>> byName = packages()
                .valueStream()
                .collect(Collectors.groupingBy(entry -> entry.path("name").asText()));
        private final UvMarkers markers;
        private final Set<JsonNode> found = new LinkedHashSet<>();
        private final Set<JsonNode> entered = new HashSet<>();
        private final Deque<JsonNode> open = new ArrayDeque<>();

        Walk(UvMarkers markers) {
            this.markers = markers;
        }

        void enterProject(JsonNode entry) {
            found.add(entry);
            enter(entry.path("dependencies"));
            asked.normalizedExtras()
                    .forEach(extra -> enter(entry.path("optional-dependencies").path(extra)));
            groupsOf(entry)
                    .forEach(group -> enter(entry.path("dev-dependencies").path(group)));
        }

        void goOn() {
            while (!open.isEmpty()) {
                JsonNode dependency = open.remove();
                // One without a name is of whichever package comes first.
                Stream<JsonNode> named = dependency.has("name")
                        ? byName.getOrDefault(dependency.path("name").asText(), List.of()).stream()
                        : packages().valueStream();
                named.filter(entry -> isOf(dependency, entry)).findFirst().ifPresent(entry -> {
                    found.add(entry);
                    enter(entry.path("dependencies"));
                    UvMarkers.extrasOf(dependency).forEach(extra -> enterExtra(entry, extra));
                });
            }
        }

        private void enterExtra(JsonNode entry, String extra) {
            markers.takeExtra(entry.path("name").asText(), extra);
            enter(entry.path("optional-dependencies").path(extra));
        }

        private void enter(JsonNode dependencies) {
            for (JsonNode dependency : dependencies) {
                if (markers.admit(dependency) && entered.add(dependency)) {
                    open.add(dependency);
                }
            }
        }

        /** A dependency says of its package as much as tells it from others of the name. */
        private static boolean isOf(JsonNode dependency, JsonNode entry) {
            return Stream.of("name", "version", "source")
                    .allMatch(
                            key -> !dependency.has(key) || dependency.path(key).equals(entry.path(key)));
        }
    }
}
