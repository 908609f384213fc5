package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Problem;

/**
 * The user's own {@code pylock.toml} (PEP 751) as requirements, for a resolution together with PyFlink.
 *
 * @param asked for of its extras and groups
 * @param indexes those that the project beside it has for uv
 * @param file what relative paths start beside
 */
record PylockPins(JsonNode root, Path file, AskedParts asked, JsonNode indexes) implements StructuredFile {

    /** Names the groups that count where nobody asks for any. */
    private static final String USUAL = "default-groups";

    private static final Pattern KNOWN = Pattern.compile("1(\\.\\d+)?");
    private static final Pattern CHOICE = Pattern.compile(
            "(?<quote>['\"])(?<name>[^'\"]*)\\k<quote>\\s+(?<not>not\\s+)?in\\s+(?<list>extras|dependency_groups)\\b");

    /** Reads the file, and what lies beside it. */
    static PylockPins read(Path file, AskedParts asked) {
        JsonNode project = Toml.readIfPresent(file.resolveSibling("pyproject.toml"));
        return new PylockPins(Toml.readIfPresent(file), file.toAbsolutePath(), asked, project.at("/tool/uv/index"));
    }

    @Override
    public SortedSet<String> groups() {
        SortedSet<String> names = ProjectDependencies.normalized(root.path("dependency-groups"));
        names.addAll(ProjectDependencies.normalized(root.path(USUAL)));
        return names;
    }

    @Override
    public StructuredFile withGroups(Set<String> names) {
        return new PylockPins(root, file, asked.withGroups(names), indexes);
    }

    @Override
    public JsonNode packages() {
        return root.path("packages");
    }

    /** The pins of all packages that the environment asks for. */
    @Override
    public List<RequirementLine> lines(MarkerEnvironment environment) {
        return asked(environment).filter(this::isPinned).map(this::pinned).toList();
    }

    /**
     * {@code PYF-488} where the file or a package in it cannot be read, {@code PYF-489} for each package that is no file, or names no
     * version: no other file can stand for it.
     */
    @Override
    public List<Problem> problems(MarkerEnvironment environment) {
        String version = root.path("lock-version").asText();
        return KNOWN.matcher(version).matches()
                ? Stream.concat(
                                unknownExtras(),
                                asked(environment)
                                        .filter(entry -> !isPinned(entry))
                                        .map(this::problem))
                        .toList()
                : List.of(unread().why(
                                version.isEmpty()
                                        ? "it has no `lock-version`"
                                        : "its `lock-version` is %s, and 1.0 is read".formatted(version))
                        .remedy(
                                "let the tool that wrote it write a file of version 1.0: `uv export --frozen --no-dev --no-emit-project --format pylock.toml -o %s`"
                                        .formatted(file.getFileName())));
    }

    private Stream<Problem> unknownExtras() {
        Set<String> known = ProjectDependencies.normalized(root.path("extras"));
        return asked.extras().stream()
                .filter(extra -> !known.contains(NormalizedName.normalized(extra)))
                .map(extra -> noExtra(extra, known, "extras"));
    }

    @Override
    public Stream<String> foreign(MarkerEnvironment environment) {
        return lines(environment).stream().map(RequirementLine::text);
    }

    @Override
    public Optional<IndexSources> indexSources(MarkerEnvironment environment) {
        Map<String, String> indexByName = new TreeMap<>();
        asked(environment)
                .filter(entry -> isPinned(entry) && !entry.has("archive"))
                .forEach(entry -> indexByName.put(
                        entry.path("name").asText(), entry.path("index").asText()));
        return IndexSources.ofLock(indexByName, indexes);
    }

    private Stream<JsonNode> asked(MarkerEnvironment environment) {
        return packages()
                .valueStream()
                .filter(entry -> Marker.parse(marker(entry))
                        .map(marker -> marker.evaluate(environment))
                        .orElse(true));
    }

    /**
     * What is chosen of extras and groups is known here; where uv hears of it, it is as true or as false as that an image's Python runs
     * on Linux.
     */
    private String marker(JsonNode entry) {
        return CHOICE.matcher(entry.path("marker").asText()).replaceAll(choice -> {
            Matcher parts = CHOICE.matcher(choice.group());
            boolean holds = parts.matches() && isChosen(parts.group("list"), parts.group("name"));
            return holds == (parts.group("not") == null) ? "os_name == 'posix'" : "os_name != 'posix'";
        });
    }

    private boolean isChosen(String list, String name) {
        String normalized = NormalizedName.normalized(name);
        return list.equals("extras")
                ? asked.normalizedExtras().contains(normalized)
                : asked.groups().contains(normalized)
                        || ProjectDependencies.normalized(root.path(USUAL)).contains(normalized);
    }

    private boolean isPinned(JsonNode entry) {
        return isReadable(entry)
                && Pylock.kindOf(entry).isEmpty()
                && !pin(entry).isEmpty();
    }

    private boolean isReadable(JsonNode entry) {
        return Requirement.parse(entry.path("name").asText())
                        .filter(it -> it.writtenName().equals(entry.path("name").asText()))
                        .isPresent()
                && (!entry.has("archive") || address(entry.path("archive")).isPresent());
    }

    private RequirementLine pinned(JsonNode entry) {
        String marker = marker(entry);
        return line(entry.path("name").asText() + pin(entry) + (marker.isEmpty() ? "" : " ; " + marker));
    }

    private String pin(JsonNode entry) {
        if (entry.has("archive")) {
            return " @ " + address(entry.path("archive")).orElseThrow();
        }
        String version = entry.path("version").asText();
        String ofWheel = WheelName.parse(Pylock.fileName(entry.path("wheels").path(0)))
                .map(wheel -> wheel.version().toString())
                .orElse("");
        return version.isEmpty() && ofWheel.isEmpty() ? "" : "==" + (version.isEmpty() ? ofWheel : version);
    }

    private Optional<URI> address(JsonNode node) {
        try {
            return Optional.of(
                    node.has("url")
                            ? URI.create(node.path("url").asText())
                            : file.resolveSibling(node.path("path").asText())
                                    .normalize()
                                    .toUri());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Problem problem(JsonNode entry) {
        String name = entry.path("name").asText();
        if (!isReadable(entry)) {
            return unread().why(
                            entry.has("archive") && !name.isEmpty()
                                    ? "the name of `%s`, or its address, is none".formatted(name)
                                    : "a package in it has no name that is one: `%s`".formatted(name))
                    .remedy("write it anew with the tool that wrote it");
        }
        String kind = Pylock.kindOf(entry);
        return kind.isEmpty()
                ? Pylock.notInstallable(name)
                        .why("`%s` names no version of it".formatted(file))
                        .remedy("lock it anew with its version")
                : Pylock.notAFile(name, kind);
    }

    private Problem unread() {
        return Problem.declaration("PYF-488", "`%s` cannot be read as a lock file".formatted(file));
    }
}
