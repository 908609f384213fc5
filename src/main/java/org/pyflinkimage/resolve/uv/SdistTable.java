package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.index.Toml;

/** The distributions that are installed from their sdists, with the requirements that uv would otherwise build them to learn. */
public final class SdistTable {

    private final ArrayNode metadata = Toml.empty().arrayNode();
    private final Map<String, SortedSet<String>> versions = new TreeMap<>();

    /** The table that this plugin carries. */
    public static SdistTable carried() {
        SdistTable table = new SdistTable();
        try (InputStream stream = Objects.requireNonNull(SdistTable.class.getResourceAsStream("sdists.toml"))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (JsonNode entry : Toml.parse(text, "sdists.toml").path("dependency-metadata")) {
                table.addEntry((ObjectNode) entry);
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a distribution. */
    public void add(String name, String version, List<String> requirements) {
        ObjectNode entry = metadata.objectNode().put("name", name).put("version", version);
        requirements.forEach(entry.putArray("requires-dist")::add);
        addEntry(entry);
    }

    public boolean contains(NormalizedName name, String version) {
        return versions.getOrDefault(name.value(), new TreeSet<>()).contains(version);
    }

    /** The normalized names, sorted. */
    List<String> names() {
        return List.copyOf(versions.keySet());
    }

    /** Constraints that keep uv from a release whose requirements nobody knows, where only one is known. */
    public List<String> constraints() {
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

    private void addEntry(ObjectNode entry) {
        metadata.add(entry);
        versions.computeIfAbsent(entry.path("name").asText(), name -> new TreeSet<>())
                .add(entry.path("version").asText());
    }
}
