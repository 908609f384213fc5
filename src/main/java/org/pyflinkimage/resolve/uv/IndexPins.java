package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.resolve.index.Toml;

/**
 * The packages that a project written for uv requires of an index by its name.
 *
 * @param project the document; its {@code [tool.uv.sources]} name indexes alone
 * @param keyByName their keys there, by normalized names
 */
record IndexPins(ObjectNode project, Map<String, String> keyByName) {

    static final String FILE = "pyproject.toml";

    private static final String STAND_INS = "pyflink-stand-ins";

    IndexPins {
        keyByName = Map.copyOf(keyByName);
    }

    /** Those of a file; empty where it is no project. */
    static Optional<IndexPins> in(Path file) {
        return Optional.of(file)
                .filter(it -> it.endsWith(FILE))
                .map(Toml::readIfPresent)
                .map(project -> new IndexPins(project, keys(project)));
    }

    /** What stands in the table and is required elsewhere alone does not come from that index. */
    private static Map<String, String> keys(ObjectNode project) {
        Map<String, String> all = new HashMap<>();
        project.at("/tool/uv/sources")
                .fieldNames()
                .forEachRemaining(key -> all.put(NormalizedName.normalized(key), key));
        Map<String, String> required = new TreeMap<>();
        project.at("/project/dependencies")
                .forEach(text -> Requirement.parse(text.asText())
                        .map(requirement -> requirement.name().value())
                        .filter(all::containsKey)
                        .ifPresent(name -> required.put(name, all.get(name))));
        return required;
    }

    /** The project with some packages of a folder of wheels; empty where it has none of them. */
    Optional<String> pointedTo(Path folder, Set<String> names) {
        List<String> keys = names.stream()
                .filter(keyByName::containsKey)
                .map(keyByName::get)
                .toList();
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode changed = project.deepCopy();
        ObjectNode settings = (ObjectNode) changed.at("/tool/uv");
        keys.forEach(
                key -> ((ObjectNode) settings.path("sources")).putObject(key).put("index", STAND_INS));
        settings.withArray("index")
                .addObject()
                .put("name", STAND_INS)
                .put("url", folder.toUri().toString())
                .put("format", "flat")
                .put("explicit", true);
        return Optional.of(Toml.write(changed));
    }

    /** The project with nothing required but some releases of its packages; empty where it has none of them. */
    Optional<String> requiring(Collection<JsonNode> releases) {
        List<String> required = releases.stream()
                .filter(release -> keyByName.containsKey(StandIns.name(release)))
                .map(StandIns::requirement)
                .toList();
        if (required.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode changed = project.deepCopy();
        ArrayNode dependencies = ((ObjectNode) changed.path("project")).putArray("dependencies");
        required.forEach(dependencies::add);
        return Optional.of(Toml.write(changed));
    }
}
