package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.resolve.index.IndexVariables;
import org.pyflinkimage.resolve.index.Toml;

/**
 * Which index each package comes from, where a project says so; uv hears that only of a project.
 *
 * @param sources as in {@code [tool.uv.sources]}, of indexes alone
 * @param indexes as in {@code [[tool.uv.index]]}
 */
record IndexSources(ObjectNode sources, JsonNode indexes) {

    /**
     * What a lock file says; empty where it says nothing that the project beside it has a name for. The usual index stays what this
     * machine says that it is.
     *
     * @param indexByName addresses of indexes by names of packages
     */
    static Optional<IndexSources> ofLock(Map<String, String> indexByName, JsonNode indexes) {
        ObjectNode sources = Toml.empty();
        indexByName.forEach((name, address) -> indexes.valueStream()
                .filter(index -> index.has("name") && !index.path("default").asBoolean())
                .filter(index -> same(index.path("url").asText(), address))
                .findFirst()
                .ifPresent(index -> sources.putObject(name).set("index", index.path("name"))));
        return sources.isEmpty() ? Optional.empty() : Optional.of(new IndexSources(sources, indexes));
    }

    private static boolean same(String one, String other) {
        return one.contains("://") && bare(one).equals(bare(other));
    }

    private static String bare(String address) {
        return Addresses.withoutLogins(address).replaceFirst("(?<!/)/+$", "");
    }

    /** The indexes that something comes from. */
    Stream<JsonNode> asked() {
        Set<String> names = new HashSet<>(sources.findValuesAsText("index"));
        return indexes.valueStream()
                .filter(index -> names.contains(index.path("name").asText()));
    }

    /** The packages that come from the index of a name. */
    Stream<NormalizedName> packagesOf(String index) {
        List<String> names = new ArrayList<>();
        sources.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(name -> sources.path(name).findValuesAsText("index").contains(index))
                .map(NormalizedName::of);
    }

    /** The same with each address of an index changed. */
    IndexSources withAddresses(UnaryOperator<String> change) {
        return new IndexSources(
                sources, IndexVariables.withAddresses(indexes, (name, address) -> change.apply(address)));
    }

    /** The same with the logins that variables have for the names of indexes. */
    IndexSources withLogins(IndexVariables variables) {
        return new IndexSources(sources, variables.withLogins(indexes));
    }

    /** A project with nothing but these requirements and the indexes that they come from. */
    String project(List<String> requirements) {
        ObjectNode project = Toml.empty();
        ObjectNode own = project.putObject("project").put("name", "declared").put("version", "0");
        requirements.forEach(own.putArray("dependencies")::add);
        ObjectNode uv = project.putObject("tool").putObject("uv");
        uv.set("sources", withoutAddressed(requirements));
        if (indexes.isArray()) {
            uv.set("index", indexes.deepCopy());
        }
        return Toml.write(project);
    }

    /** What comes from an address comes from no index. */
    private ObjectNode withoutAddressed(List<String> requirements) {
        Set<String> addressed = new HashSet<>();
        requirements.forEach(text -> Requirement.parse(text)
                .filter(requirement -> requirement.address().isPresent())
                .ifPresent(requirement -> addressed.add(requirement.name().value())));
        ObjectNode kept = sources.deepCopy();
        sources.fieldNames().forEachRemaining(name -> {
            if (addressed.contains(NormalizedName.normalized(name))) {
                kept.remove(name);
            }
        });
        return kept;
    }
}
