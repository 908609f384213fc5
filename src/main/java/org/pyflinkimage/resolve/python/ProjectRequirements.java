package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Problem;

/** The dependencies of a project, read from its {@code pyproject.toml} without asking its build backend. */
final class ProjectRequirements implements StructuredFile {

    private static final Set<String> SOURCES_TO_BUILD = Set.of("git", "path", "workspace", "url");

    private final Path file;
    private final JsonNode root;
    private final Set<String> seen = new HashSet<>();
    private final List<RequirementLine> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private ProjectRequirements(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /** Reads the dependencies, and those of some extras. */
    static ProjectRequirements read(Path file, Set<String> extras) {
        ProjectRequirements project = new ProjectRequirements(file, Toml.readIfPresent(file));
        project.read(extras);
        return project;
    }

    @Override
    public Path file() {
        return file;
    }

    List<RequirementLine> lines() {
        return lines;
    }

    /** {@code PYF-488} where the dependencies are not in the file, {@code PYF-494} where they are sources. */
    List<Problem> problems() {
        return problems;
    }

    /** All of them: their markers are uv's. */
    @Override
    public List<RequirementLine> lines(MarkerEnvironment environment) {
        return lines;
    }

    @Override
    public List<Problem> problems(MarkerEnvironment environment) {
        return problems;
    }

    @Override
    public JsonNode packages() {
        return MissingNode.getInstance();
    }

    /** What the project says of the index that a requirement comes from; empty where it says nothing. */
    Optional<ObjectNode> indexSources() {
        ObjectNode sources = Toml.empty();
        root.at("/tool/uv/sources").properties().forEach(entry -> {
            if (entriesOf(entry.getValue()).stream().anyMatch(source -> source.has("index"))) {
                sources.set(entry.getKey(), entry.getValue());
            }
        });
        return sources.isEmpty() ? Optional.empty() : Optional.of(sources);
    }

    /** A project with nothing but these requirements and the indexes that they come from. */
    String text(List<String> requirements, ObjectNode sources) {
        ObjectNode project = Toml.empty();
        ObjectNode own = project.putObject("project").put("name", "declared").put("version", "0");
        requirements.forEach(own.putArray("dependencies")::add);
        ObjectNode uv = project.putObject("tool").putObject("uv");
        uv.set("sources", sources);
        uv.set("index", root.at("/tool/uv/index").deepCopy());
        return Toml.write(project);
    }

    private void read(Set<String> extras) {
        JsonNode project = root.path("project");
        Set<String> dynamic = new TreeSet<>();
        project.path("dynamic").forEach(name -> dynamic.add(name.asText()));
        if (!project.isObject()) {
            problems.add(withoutTable());
        } else if (dynamic.contains("dependencies")
                || (!extras.isEmpty() && dynamic.contains("optional-dependencies"))) {
            problems.add(dynamic());
        } else {
            project.path("dependencies").forEach(text -> take(text.asText()));
            extras.forEach(this::takeExtra);
            refuseSources();
        }
    }

    private void take(String text) {
        String own = normalized(root.at("/project/name").asText());
        Optional<Requirement> itself =
                Requirement.parse(text).filter(it -> it.name().value().equals(own));
        itself.ifPresentOrElse(again -> again.extras().forEach(this::takeExtra), () -> lines.add(line(text)));
    }

    private void takeExtra(String extra) {
        Map<String, JsonNode> known = new TreeMap<>();
        root.at("/project/optional-dependencies")
                .properties()
                .forEach(entry -> known.put(normalized(entry.getKey()), entry.getValue()));
        String name = normalized(extra);
        JsonNode dependencies = known.get(name);
        if (dependencies == null) {
            problems.add(Problem.declaration("PYF-488", "`%s` has no extra `%s`".formatted(file, extra))
                    .why(
                            known.isEmpty()
                                    ? "it has no `[project.optional-dependencies]`"
                                    : "its extras are %s".formatted(String.join(", ", known.keySet())))
                    .remedy("correct the extra in `<requirements>` (-Dpyflink.requirements), or leave it out"));
        } else if (seen.add(name)) {
            dependencies.forEach(text -> take(text.asText()));
        }
    }

    private void refuseSources() {
        Set<String> asked = new HashSet<>();
        lines.forEach(
                line -> line.requirement().ifPresent(it -> asked.add(it.name().value())));
        root.at("/tool/uv/sources").properties().forEach(entry -> {
            if (asked.contains(normalized(entry.getKey()))) {
                entriesOf(entry.getValue()).stream()
                        .flatMap(source -> SOURCES_TO_BUILD.stream().filter(source::has))
                        .sorted()
                        .findFirst()
                        .ifPresent(kind -> problems.add(fromSources(entry.getKey(), kind)));
            }
        });
    }

    private static List<JsonNode> entriesOf(JsonNode source) {
        List<JsonNode> entries = new ArrayList<>();
        if (source.isArray()) {
            source.forEach(entries::add);
        } else {
            entries.add(source);
        }
        return entries;
    }

    /** A name in the form that compares, of a text that need not be one. */
    private static String normalized(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    private Problem fromSources(String name, String kind) {
        return Problem.declaration(
                        "PYF-494", "`%s` in `%s` would have to be built, and nothing is built".formatted(name, file))
                .why("`[tool.uv.sources]` takes it from `%s`".formatted(kind))
                .remedy("build a wheel of it once: `pip wheel --no-deps --wheel-dir wheels %s`"
                        .formatted(kind.equals("git") ? "\"git+ADDRESS\"" : "FOLDER"))
                .remedy(
                        "and require the wheel beside the project: `<requirement>%s @ file:///.../wheels/NAME-VERSION-py3-none-any.whl</requirement>`"
                                .formatted(name));
    }

    private Problem withoutTable() {
        boolean poetry = root.at("/tool/poetry").isObject();
        Problem problem = Problem.declaration("PYF-488", "`%s` declares no requirements that are read".formatted(file))
                .why("it has no `[project]` table");
        return poetry
                ? problem.why("its dependencies are Poetry's own, under `[tool.poetry]`")
                        .remedy("write them as a requirements file, and name that: `poetry export -o requirements.txt`")
                        .remedy("or list them in `[project]`, as Poetry 2 does")
                : problem.remedy("list them under `dependencies` in `[project]`, or name a requirements.txt");
    }

    private Problem dynamic() {
        Problem problem = Problem.declaration("PYF-488", "The dependencies of `%s` are not in it".formatted(file))
                .why(
                        "it says `dynamic`, so that its build backend would have to be run to tell them, and nothing is built");
        List<String> files = new ArrayList<>();
        JsonNode named = root.at("/tool/setuptools/dynamic/dependencies/file");
        entriesOf(named).stream()
                .map(JsonNode::asText)
                .filter(name -> !name.isEmpty())
                .forEach(files::add);
        return (files.isEmpty()
                        ? problem
                        : problem.why("setuptools takes them from " + String.join(", ", files))
                                .remedy("name that file: `<requirements>%s</requirements>` (-Dpyflink.requirements=%s)"
                                        .formatted(files.get(0), files.get(0))))
                .remedy("or write them once, and name the file: `uv pip compile %s -o requirements.txt`"
                        .formatted(file));
    }
}
