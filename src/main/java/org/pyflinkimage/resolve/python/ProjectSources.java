package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.SpecifierSet;
import org.pyflinkimage.value.Problem;

/**
 * Where a project's {@code [tool.uv.sources]} take its dependencies from in one environment: those that are wheels stand for them,
 * those that would have to be built are refused.
 *
 * @param sources the table {@linkplain #byName by names}; indexes in it are uv's
 * @param parts of the project that are asked for
 * @param workspaces that were met before
 */
record ProjectSources(
        Path file,
        Map<String, List<JsonNode>> sources,
        MarkerEnvironment environment,
        AskedParts parts,
        Workspaces workspaces) {

    /** The entries of a table, by normalized names. */
    static Map<String, List<JsonNode>> byName(JsonNode table) {
        Map<String, List<JsonNode>> entries = new LinkedHashMap<>();
        table.properties()
                .forEach(entry -> entries.computeIfAbsent(
                                NormalizedName.normalized(entry.getKey()), name -> new ArrayList<>())
                        .addAll(entriesOf(entry.getValue())));
        return entries;
    }

    /** The text of a dependency, with the address of the wheel that the project has of it. */
    String replaced(RequirementLine line) {
        return line.requirement()
                .flatMap(requirement -> source(requirement)
                        .flatMap(source -> wheel(source, requirement.name()))
                        .map(address -> at(address, requirement)))
                .orElse(line.text());
    }

    /** {@code PYF-494} for a dependency whose source is none that can be installed as it lies there. */
    Optional<Problem> problem(RequirementLine line) {
        return line.requirement()
                .filter(requirement -> requirement.marker().stream().allMatch(it -> it.evaluate(environment)))
                .flatMap(requirement -> source(requirement)
                        .filter(source -> wheel(source, requirement.name()).isEmpty())
                        .flatMap(source -> kind(source).map(kind -> toBuild(requirement, kind, source))));
    }

    /** What may be one or several: the entries of both. */
    static List<JsonNode> entriesOf(JsonNode source) {
        List<JsonNode> entries = new ArrayList<>();
        if (source.isArray()) {
            source.forEach(entries::add);
        } else {
            entries.add(source);
        }
        return entries;
    }

    /** The first that holds here. */
    private Optional<JsonNode> source(Requirement requirement) {
        return sources.getOrDefault(requirement.name().value(), List.of()).stream()
                .filter(this::holds)
                .findFirst();
    }

    private boolean holds(JsonNode source) {
        return parts.admits(source)
                && Marker.parse(source.path("marker").asText())
                        .map(marker -> marker.evaluate(environment))
                        .orElse(true);
    }

    private static Optional<String> kind(JsonNode source) {
        return Stream.of("git", "path", "url", "workspace").filter(source::has).findFirst();
    }

    private Optional<RequiredAddress> address(JsonNode source, NormalizedName name) {
        String named = source.path("path").asText(source.path("url").asText());
        return Optional.of(named)
                .filter(text -> !text.isEmpty() && !source.has("git") && !source.has("subdirectory"))
                .map(text -> new RequiredAddress(text, folder()))
                .or(() -> Optional.of(source)
                        .filter(it -> it.path("workspace").asBoolean())
                        .flatMap(it -> workspaces.around(folder()).flatMap(around -> around.member(name)))
                        .map(member -> new RequiredAddress(member.toString(), folder())));
    }

    private Path folder() {
        return file.toAbsolutePath().normalize().resolveSibling("");
    }

    /** Where it is not there, whoever resolves it says so. */
    private Optional<RequiredAddress> wheel(JsonNode source, NormalizedName name) {
        return address(source, name)
                .filter(address -> address.kind() == RequiredAddress.Kind.WHEEL
                        || address.kind() == RequiredAddress.Kind.FOLDER
                        || (address.kind() == RequiredAddress.Kind.ABSENT
                                && address.wheel().isPresent()));
    }

    private static String at(RequiredAddress address, Requirement requirement) {
        return new Requirement(
                        requirement.writtenName(),
                        requirement.extras(),
                        SpecifierSet.ANY,
                        Optional.of(address.absolute()),
                        requirement.marker())
                .toLine();
    }

    private Problem toBuild(Requirement requirement, String kind, JsonNode source) {
        String name = requirement.writtenName();
        Problem problem = Problem.declaration(
                        "PYF-494", "`%s` in `%s` would have to be built, and nothing is built".formatted(name, file))
                .why("`[tool.uv.sources]` takes it from `%s`".formatted(kind))
                .remedy("build a wheel of it once: `pip wheel --no-deps --wheel-dir wheels %s`"
                        .formatted(kind.equals("git") ? "\"git+ADDRESS\"" : "FOLDER"))
                .remedy("and name the wheel there: `%s = { path = \"wheels/NAME-VERSION-py3-none-any.whl\" }`"
                        .formatted(name));
        return address(source, requirement.name())
                .map(address -> problem.why("there is %s".formatted(address.kind())))
                .orElse(problem);
    }
}
