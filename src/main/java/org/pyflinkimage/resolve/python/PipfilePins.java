package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.DeclaredFile;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Problem;

/**
 * The user's own {@code Pipfile.lock} as requirements: what {@code pipenv requirements --hash} says, with {@code
 * --categories} for the groups that are asked for. Its first source is the usual one and
 * stays what this machine says, where it has the usual name; what comes from others is taken from there.
 *
 * @param file what relative paths start beside
 * @param pipfile the {@code Pipfile} beside it; empty where there is none
 * @param asked for of its categories, which are its groups
 * @see <a href="https://pipenv.pypa.io/en/latest/pipfile.html">Pipfile and Pipfile.lock</a>
 */
record PipfilePins(JsonNode root, Path file, JsonNode pipfile, Set<String> asked) implements StructuredFile {

    private static final int KNOWN = 6;
    private static final String PIPFILE = "Pipfile";
    private static final String META = "_meta";
    private static final String DEFAULT = "default";
    private static final String OF_DEVELOPMENT = "develop";

    /** What a {@code Pipfile} calls the category of development. */
    private static final String IN_PIPFILES = "dev-packages";

    private static final String USUAL = "pypi";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads the file.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-488} where it is no JSON
     */
    static PipfilePins read(Path file) {
        byte[] text = DeclaredFile.bytes(file);
        try {
            return new PipfilePins(
                    JSON.readTree(text),
                    file.toAbsolutePath(),
                    Toml.readIfPresent(file.resolveSibling(PIPFILE)),
                    Set.of());
        } catch (IOException e) {
            throw unread(file)
                    .why("it is no JSON")
                    .remedy("let pipenv write it anew: `pipenv lock`")
                    .toException(e);
        }
    }

    private static Problem unread(Path file) {
        return Problem.declaration("PYF-488", "`%s` cannot be read as a lock file of pipenv's".formatted(file));
    }

    @Override
    public SortedSet<String> groups() {
        SortedSet<String> names = new TreeSet<>();
        categories().forEach(category -> names.add(NormalizedName.normalized(category)));
        if (names.contains(OF_DEVELOPMENT)) {
            names.add(IN_PIPFILES);
        }
        return names;
    }

    @Override
    public Set<String> inAnyCase() {
        return Set.of(DEFAULT, "packages");
    }

    @Override
    public StructuredFile withGroups(Set<String> names) {
        return new PipfilePins(root, file, pipfile, names);
    }

    private Stream<String> categories() {
        return root.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !key.equals(META) && !key.equals(DEFAULT));
    }

    /** Whether a category is asked for, by its own name or that of a {@code Pipfile}. */
    private boolean isAsked(String category) {
        String name = NormalizedName.normalized(category);
        return asked.contains(name) || (name.equals(OF_DEVELOPMENT) && asked.contains(IN_PIPFILES));
    }

    /** What it locks in any case, and in the categories that are asked for. */
    private Stream<Map.Entry<String, JsonNode>> locked() {
        return Stream.concat(Stream.of(DEFAULT), categories().filter(this::isAsked))
                .flatMap(category -> root.path(category).properties().stream().sorted(Map.Entry.comparingByKey()));
    }

    private Stream<Map.Entry<String, JsonNode>> asked(MarkerEnvironment environment) {
        return locked().filter(
                        entry -> Marker.parse(entry.getValue().path("markers").asText())
                                .map(marker -> marker.evaluate(environment))
                                .orElse(true));
    }

    @Override
    public List<RequirementLine> lines(MarkerEnvironment environment) {
        return asked(environment)
                .filter(entry -> isReadable(entry.getKey(), entry.getValue()))
                .map(entry -> line(pin(entry.getKey(), entry.getValue())))
                .distinct()
                .toList();
    }

    @Override
    public List<Problem> problems(MarkerEnvironment environment) {
        int version = root.at("/_meta/pipfile-spec").asInt();
        if (version != KNOWN || !root.path(DEFAULT).isObject()) {
            return List.of(unread(file)
                    .why(
                            version == KNOWN
                                    ? "it has no `default`, the list of what is locked"
                                    : "its `pipfile-spec` is %s, and %s is read".formatted(version, KNOWN))
                    .remedy("let pipenv write it anew: `pipenv lock`"));
        }
        Stream<Problem> unreadable = asked(environment)
                .filter(entry -> !isReadable(entry.getKey(), entry.getValue()))
                .map(entry -> unread(file)
                        .why("`%s` in it has no version that is one, or comes from a source that it does not have"
                                .formatted(entry.getKey()))
                        .remedy("let pipenv write it anew: `pipenv lock`"));
        Stream<Problem> earlier = ProjectHashes.ofPipfile(pipfile)
                .problem(
                        file,
                        root.at("/_meta/hash/sha256").asText(),
                        PIPFILE,
                        "packages, sources and Python",
                        "pipenv lock")
                .stream();
        return Stream.concat(unreadable, earlier).toList();
    }

    /** It has a version, any of them, or a place, and its index is among the sources. */
    private boolean isReadable(String name, JsonNode entry) {
        boolean pinned = entry.path("version").asText().matches("===?[^=].*|\\*")
                || place(entry).isPresent();
        return pinned
                && Requirement.parse(pin(name, entry)).isPresent()
                && source(entry).isPresent();
    }

    private String pin(String name, JsonNode entry) {
        List<String> extras = new ArrayList<>();
        entry.path("extras").forEach(extra -> extras.add(extra.asText()));
        String marker = entry.path("markers").asText();
        String version = entry.path("version").asText();
        return name
                + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]")
                + place(entry).map(place -> " @ " + place).orElseGet(() -> version.equals("*") ? "" : version)
                + (marker.isEmpty() ? "" : " ; " + marker);
    }

    /** Where it lies where that is no index. */
    private Optional<String> place(JsonNode entry) {
        if (entry.has("git")) {
            String ref = entry.path("ref").asText();
            return Optional.of("git+" + entry.path("git").asText() + (ref.isEmpty() ? "" : "@" + ref));
        }
        return Stream.of("path", "file")
                .map(key -> entry.path(key).asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> text.contains("://")
                        ? text
                        : file.resolveSibling(text).normalize().toUri().toString());
    }

    @Override
    public JsonNode packages() {
        ArrayNode packages = Toml.empty().arrayNode();
        locked().forEach(entry -> {
            ArrayNode files = packages.addObject().put("name", entry.getKey()).putArray("wheels");
            entry.getValue()
                    .path("hashes")
                    .forEach(hash -> files.addObject().put("filename", "").put("hash", hash.asText()));
        });
        return packages;
    }

    @Override
    public boolean hasVariablesInIndexes() {
        return true;
    }

    @Override
    public boolean namesIndexes() {
        return true;
    }

    @Override
    public Optional<IndexSources> indexSources(MarkerEnvironment environment) {
        ObjectNode sources = Toml.empty();
        asked(environment)
                .forEach(entry -> source(entry.getValue())
                        .filter(name ->
                                !name.equals(USUAL) && place(entry.getValue()).isEmpty())
                        .ifPresent(name -> sources.putObject(entry.getKey()).put("index", name)));
        ArrayNode indexes = Toml.empty().arrayNode();
        for (JsonNode source : root.at("/_meta/sources")) {
            indexes.addObject()
                    .put("name", source.path("name").asText())
                    .put("url", source.path("url").asText())
                    .put("explicit", true);
        }
        return sources.isEmpty() ? Optional.empty() : Optional.of(new IndexSources(sources, indexes));
    }

    /** The name of the source that a package comes from; empty where the file has none of that name. */
    private Optional<String> source(JsonNode entry) {
        List<String> names = new ArrayList<>();
        root.at("/_meta/sources")
                .forEach(source -> names.add(source.path("name").asText()));
        String first = names.isEmpty() ? USUAL : names.get(0);
        String name = entry.path("index").asText(first);
        return Optional.of(name).filter(it -> names.contains(it) || it.equals(first));
    }
}
