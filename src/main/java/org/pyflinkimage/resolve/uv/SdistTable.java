package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.facts.SdistRecipes;
import org.pyflinkimage.python.Metadata;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.SdistRecipe;
import org.pyflinkimage.resolve.index.Toml;

/** The distributions that are installed from their sdists, with the requirements that uv would otherwise build them to learn. */
public final class SdistTable {

    private static final Set<String> FLINK = Set.of(FlinkRelease.DISTRIBUTION, FlinkRelease.LIBRARIES);

    private final ArrayNode metadata = Toml.empty().arrayNode();
    private final Map<String, SortedSet<String>> versions = new TreeMap<>();
    private final SortedSet<String> permitted = new TreeSet<>();

    /** Those that have a recipe, but for PyFlink's own, which a resolution adds by its version. */
    public static SdistTable carried() {
        SdistTable table = new SdistTable();
        for (SdistRecipe recipe : SdistRecipes.shipped().all()) {
            if (!FLINK.contains(recipe.name().value())) {
                recipe.sums()
                        .keySet()
                        .forEach(version -> table.add(recipe.name().value(), version, recipe.requires()));
            }
        }
        return table;
    }

    /** {@linkplain #releases Releases} alone. */
    static SdistTable of(List<JsonNode> releases) {
        SdistTable table = new SdistTable();
        for (JsonNode release : releases) {
            table.metadata.add(release.deepCopy());
            table.versions
                    .computeIfAbsent(release.path("name").asText(), key -> new TreeSet<>())
                    .add(release.path("version").asText());
        }
        return table;
    }

    /**
     * Adds a distribution. Its other releases are said to require the same: a release that nobody knows is refused when it was chosen,
     * and uv must not build it to learn what it requires.
     */
    public void add(String name, String version, List<String> requirements) {
        if (!versions.containsKey(name)) {
            requirements.forEach(metadata.addObject().put("name", name).putArray("requires-dist")::add);
        }
        ObjectNode entry = metadata.addObject().put("name", name).put("version", version);
        requirements.forEach(entry.putArray("requires-dist")::add);
        versions.computeIfAbsent(name, key -> new TreeSet<>()).add(version);
    }

    /** The same, so that more may be added to it. */
    public SdistTable copy() {
        SdistTable copy = new SdistTable();
        copy.metadata.addAll(metadata);
        versions.forEach((name, known) -> copy.versions.put(name, new TreeSet<>(known)));
        copy.permitted.addAll(permitted);
        return copy;
    }

    /** The same without a distribution, which wheels alone may bring then. */
    public SdistTable without(NormalizedName name) {
        SdistTable fewer = copy();
        fewer.metadata.removeIf(entry -> entry.path("name").asText().equals(name.value()));
        fewer.versions.remove(name.value());
        fewer.permitted.remove(name.value());
        return fewer;
    }

    /**
     * Lets a distribution come as an sdist. Until one is {@linkplain #learn learnt} it is said to require nothing, so that uv names a
     * release of it and builds none.
     */
    public void permit(NormalizedName name) {
        if (permitted.add(name.value())) {
            metadata.addObject().put("name", name.value()).putArray("requires-dist");
        }
    }

    /** Whether a distribution may come as one. */
    public boolean permits(NormalizedName name) {
        return permitted.contains(name.value()) || versions.containsKey(name.value());
    }

    /** Adds what a release of a permitted distribution says of itself. */
    public void learn(NormalizedName name, String version, Metadata said) {
        ObjectNode entry = metadata.addObject().put("name", name.value()).put("version", version);
        ArrayNode requires = entry.putArray("requires-dist");
        said.requires().forEach(requirement -> requires.add(requirement.toLine()));
        said.extras().forEach(entry.putArray("provides-extra")::add);
        said.requiresPython().ifPresent(pythons -> entry.put("requires-python", pythons.toString()));
        versions.computeIfAbsent(name.value(), key -> new TreeSet<>()).add(version);
    }

    public boolean contains(NormalizedName name, String version) {
        return versions.getOrDefault(name.value(), new TreeSet<>()).contains(version);
    }

    /** The normalized names, sorted. */
    List<String> names() {
        SortedSet<String> names = new TreeSet<>(versions.keySet());
        names.addAll(permitted);
        return List.copyOf(names);
    }

    /** Constraints that keep uv from a release whose requirements nobody knows, where only one is known. */
    List<String> constraints() {
        List<String> constraints = new ArrayList<>();
        versions.forEach((name, known) -> {
            if (known.size() == 1 && !permitted.contains(name)) {
                constraints.add(name + "==" + known.first());
            }
        });
        return constraints;
    }

    /** The entries of {@link #metadata} that are of one version. */
    List<JsonNode> releases() {
        return metadata.valueStream().filter(entry -> entry.has("version")).toList();
    }

    /** As uv's {@code dependency-metadata}. */
    ArrayNode metadata() {
        return metadata;
    }
}
