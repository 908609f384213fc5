package org.pyflinkimage.resolve.uv;

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
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.SdistRecipe;
import org.pyflinkimage.resolve.index.Toml;

/** The distributions that are installed from their sdists, with the requirements that uv would otherwise build them to learn. */
public final class SdistTable {

    private static final Set<String> FLINK = Set.of(FlinkRelease.DISTRIBUTION, FlinkRelease.LIBRARIES);

    private final ArrayNode metadata = Toml.empty().arrayNode();
    private final Map<String, SortedSet<String>> versions = new TreeMap<>();

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

    public boolean contains(NormalizedName name, String version) {
        return versions.getOrDefault(name.value(), new TreeSet<>()).contains(version);
    }

    /** The normalized names, sorted. */
    List<String> names() {
        return List.copyOf(versions.keySet());
    }

    /** Constraints that keep uv from a release whose requirements nobody knows, where only one is known. */
    List<String> constraints() {
        List<String> constraints = new ArrayList<>();
        versions.forEach((name, known) -> {
            if (known.size() == 1) {
                constraints.add(name + "==" + known.first());
            }
        });
        return constraints;
    }

    /** As uv's {@code dependency-metadata}. */
    ArrayNode metadata() {
        return metadata;
    }
}
