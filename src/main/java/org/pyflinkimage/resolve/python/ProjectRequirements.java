package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** The dependencies of a project, read from its {@code pyproject.toml} without asking its build backend. */
final class ProjectRequirements implements StructuredFile {

    private static final String LOCK_OF_POETRY =
            "name its lock file, which `poetry lock` writes: " + Element.REQUIREMENTS.with("poetry.lock");

    private final Path file;
    private final JsonNode root;
    private final AskedParts parts;
    private final DependencyGroups groups;
    private final Map<String, JsonNode> dependenciesByExtra = new TreeMap<>();
    private final Map<String, List<JsonNode>> sources;
    private final Workspaces workspaces = new Workspaces();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> seenGroups = new LinkedHashSet<>();

    /** One may name the next, thousands of times. */
    private final Deque<String> asked = new ArrayDeque<>();

    private final List<RequirementLine> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private ProjectRequirements(Path file, JsonNode root, AskedParts parts) {
        this.file = file;
        this.root = root;
        this.parts = parts;
        this.groups = DependencyGroups.of(root);
        root.at("/project/optional-dependencies")
                .properties()
                .forEach(entry -> dependenciesByExtra.put(NormalizedName.normalized(entry.getKey()), entry.getValue()));
        this.sources = ProjectSources.byName(root.at("/tool/uv/sources"));
    }

    /** Reads the dependencies, and those of some extras and groups. */
    static ProjectRequirements read(Path file, AskedParts parts) {
        return of(file, Toml.readIfPresent(file), parts);
    }

    private static ProjectRequirements of(Path file, JsonNode root, AskedParts parts) {
        ProjectRequirements project = new ProjectRequirements(file, root, parts);
        project.read();
        return project;
    }

    @Override
    public SortedSet<String> groups() {
        SortedSet<String> names = groups.names();
        if (developed().isArray()) {
            names.add(ProjectDependencies.OF_DEVELOPMENT);
        }
        return names;
    }

    private JsonNode developed() {
        return ProjectDependencies.developed(root);
    }

    /** Why it may seem to have no such group, as where that is Poetry's. */
    List<Problem> withoutGroup() {
        if (PoetryGroups.of(root).areOwn()) {
            return List.of(Problem.declaration("PYF-488", "`%s` has groups that are not read".formatted(file))
                    .why("they are Poetry's own, under `[tool.poetry]`")
                    .remedy(LOCK_OF_POETRY)
                    .remedy("or list them in `[dependency-groups]`, which Poetry reads from 2.2 on"));
        }
        return groups().isEmpty() ? problems : List.of();
    }

    @Override
    public StructuredFile withGroups(Set<String> names) {
        return of(file, root, parts.withGroups(names));
    }

    @Override
    public Path file() {
        return file;
    }

    List<RequirementLine> lines() {
        return lines;
    }

    /** {@code PYF-488} where the dependencies are not in the file. */
    List<Problem> problems() {
        return problems;
    }

    /** All of them, as their markers are uv's; those that the project has as wheels by their addresses. */
    @Override
    public List<RequirementLine> lines(MarkerEnvironment environment) {
        ProjectSources places = places(environment);
        return lines.stream().map(line -> line(places.replaced(line))).toList();
    }

    /** Those of the file, and {@code PYF-494} where its sources would have to be built. */
    @Override
    public List<Problem> problems(MarkerEnvironment environment) {
        ProjectSources places = places(environment);
        return Stream.concat(problems.stream(), lines.stream().flatMap(line -> places.problem(line).stream()))
                .distinct()
                .toList();
    }

    private ProjectSources places(MarkerEnvironment environment) {
        return new ProjectSources(file, sources, environment, taken(), workspaces);
    }

    /** With what they ask for themselves. */
    private AskedParts taken() {
        return new AskedParts(seen, seenGroups);
    }

    @Override
    public JsonNode packages() {
        return MissingNode.getInstance();
    }

    @Override
    public Optional<IndexSources> indexSources(MarkerEnvironment environment) {
        ObjectNode ofIndexes = Toml.empty();
        root.at("/tool/uv/sources").properties().forEach(entry -> {
            List<JsonNode> named = indexesOf(entry.getValue())
                    .map(AskedParts::unbound)
                    .distinct()
                    .toList();
            if (!named.isEmpty()) {
                ofIndexes.set(
                        entry.getKey(),
                        entry.getValue().isArray() ? Toml.empty().arrayNode().addAll(named) : named.get(0));
            }
        });
        return ofIndexes.isEmpty()
                ? Optional.empty()
                : Optional.of(new IndexSources(ofIndexes, root.at("/tool/uv/index")));
    }

    /** The entries of a package that name indexes and are for what is asked for. */
    private Stream<JsonNode> indexesOf(JsonNode source) {
        AskedParts taken = taken();
        return ProjectSources.entriesOf(source).stream().filter(entry -> entry.has("index") && taken.admits(entry));
    }

    /** uv is not told which extra or group asks: without markers it could not tell several apart. */
    private Optional<Problem> severalIndexes(String name, JsonNode source) {
        List<JsonNode> everywhere =
                indexesOf(source).filter(entry -> !entry.has("marker")).toList();
        boolean bound =
                everywhere.stream().anyMatch(entry -> !AskedParts.asking(entry).isEmpty());
        if (!bound || everywhere.stream().map(AskedParts::unbound).distinct().count() < 2) {
            return Optional.empty();
        }
        Problem problem = Problem.declaration(
                "PYF-488",
                "`%s` comes from several indexes at once by `[tool.uv.sources]` in `%s`".formatted(name, file));
        for (JsonNode entry : everywhere) {
            problem = problem.why("from `%s`%s".formatted(entry.path("index").asText(), AskedParts.asking(entry)));
        }
        return Optional.of(problem.remedy("leave all of these extras and groups but one out of %s and %s"
                        .formatted(Element.REQUIREMENTS.named(), Element.GROUPS.named()))
                .remedy("or let one index have it for all of them"));
    }

    private void read() {
        JsonNode project = root.path("project");
        Set<String> dynamic = new TreeSet<>();
        project.path("dynamic").forEach(name -> dynamic.add(name.asText()));
        if (!project.isObject()) {
            withoutTable().ifPresent(problems::add);
        } else if (dynamic.contains("dependencies")
                || (!parts.extras().isEmpty() && dynamic.contains("optional-dependencies"))) {
            problems.add(dynamic());
        } else if (!project.has("dependencies") && namesPackages(root.at("/tool/poetry/dependencies"))) {
            problems.add(ofPoetry(
                    Problem.declaration("PYF-488", "`%s` declares no requirements that are read".formatted(file))
                            .why("its `[project]` has no `dependencies`")));
        } else {
            takeAll("dependencies", project.path("dependencies"));
            asked.addAll(parts.extras());
        }
        parts.groups().forEach(this::takeGroup);
        while (!asked.isEmpty()) {
            takeExtra(asked.remove());
        }
        root.at("/tool/uv/sources")
                .properties()
                .forEach(entry ->
                        severalIndexes(entry.getKey(), entry.getValue()).ifPresent(problems::add));
        if (!parts.isEmpty()) {
            new UvConflicts(root.at("/tool/uv/conflicts"), Set.of(ownName()))
                    .problem(file, parts, taken(), Map.of())
                    .ifPresent(problems::add);
        }
    }

    private String ownName() {
        return NormalizedName.normalized(root.at("/project/name").asText());
    }

    private void takeGroup(String name) {
        if (name.equals(ProjectDependencies.OF_DEVELOPMENT) && developed().isArray()) {
            takeAll("dev-dependencies", developed());
        }
        if (groups.names().contains(name)) {
            takeDeclared(name);
        } else {
            seenGroups.add(name);
        }
    }

    private void takeDeclared(String name) {
        problems.addAll(groups.problems(name, file.toString()));
        for (String group : groups.withIncluded(name)) {
            if (seenGroups.add(group)) {
                groups.requirements(group).forEach(this::take);
            }
        }
    }

    private static boolean namesPackages(JsonNode poetry) {
        return poetry.properties().stream()
                .anyMatch(entry -> !NormalizedName.normalized(entry.getKey()).equals("python"));
    }

    private void takeAll(String key, JsonNode texts) {
        if (isListOfTexts(texts)) {
            texts.forEach(text -> take(text.asText()));
        } else {
            problems.add(Problem.declaration("PYF-488", "`%s` in `%s` is no list of texts".formatted(key, file))
                    .why("a requirement is a text of its own, and nothing else is read")
                    .remedy("write it as a list: `%s = [\"numpy>=1.26\"]`".formatted(key)));
        }
    }

    private static boolean isListOfTexts(JsonNode node) {
        return node.isMissingNode() || (node.isArray() && node.valueStream().allMatch(JsonNode::isTextual));
    }

    private void take(String text) {
        Optional<Requirement> itself =
                Requirement.parse(text).filter(it -> it.name().value().equals(ownName()));
        itself.ifPresentOrElse(again -> asked.addAll(again.extras()), () -> lines.add(line(text)));
    }

    private void takeExtra(String extra) {
        String name = NormalizedName.normalized(extra);
        JsonNode dependencies = dependenciesByExtra.get(name);
        if (dependencies == null) {
            problems.add(noExtra(extra, dependenciesByExtra.keySet(), "[project.optional-dependencies]"));
        } else if (seen.add(name)) {
            takeAll(name, dependencies);
        }
    }

    /** Groups need no project: whoever has nothing else asks for them. */
    private Optional<Problem> withoutTable() {
        Problem problem = Problem.declaration("PYF-488", "`%s` declares no requirements that are read".formatted(file))
                .why("it has no `[project]` table");
        if (root.at("/tool/poetry").isObject()) {
            return Optional.of(ofPoetry(problem));
        }
        if (!parts.groups().isEmpty() && parts.extras().isEmpty()) {
            return Optional.empty();
        }
        Problem told = problem.remedy("list them under `dependencies` in `[project]`, or name a requirements.txt");
        return Optional.of(
                groups().isEmpty() ? told : told.remedy("or ask for its groups: " + Element.GROUPS.withAll(groups())));
    }

    private static Problem ofPoetry(Problem problem) {
        return problem.why("its dependencies are Poetry's own, under `[tool.poetry]`")
                .remedy(LOCK_OF_POETRY)
                .remedy("or list them in `[project]`, as Poetry 2 does");
    }

    private Problem dynamic() {
        Problem problem = Problem.declaration("PYF-488", "The dependencies of `%s` are not in it".formatted(file))
                .why(
                        "it says `dynamic`, so that its build backend would have to be run to tell them, and nothing is built");
        List<String> files = new ArrayList<>();
        JsonNode named = root.at("/tool/setuptools/dynamic/dependencies/file");
        ProjectSources.entriesOf(named).stream()
                .map(JsonNode::asText)
                .filter(name -> !name.isEmpty())
                .forEach(files::add);
        return (files.isEmpty()
                        ? problem
                        : problem.why("setuptools takes them from " + String.join(", ", files))
                                .remedy("name that file: " + Element.REQUIREMENTS.with(files.get(0))))
                .remedy("or write them once, and name the file: `uv pip compile %s -o requirements.txt`"
                        .formatted(file));
    }
}
