package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.value.FolderAddress;
import org.pyflinkimage.value.Problem;

/**
 * Settings for uv, put together from files of the user's. Kept is what says where packages lie, how they are reached and which versions
 * count; nothing that could let uv build a package.
 */
final class UvSettings {

    private static final List<String> OF_RESOLUTION = List.of(
            "index",
            "index-url",
            "extra-index-url",
            "find-links",
            "no-index",
            "index-strategy",
            "keyring-provider",
            "allow-insecure-host",
            "constraint-dependencies",
            "override-dependencies",
            "exclude-dependencies",
            "exclude-newer",
            "exclude-newer-package",
            "prerelease",
            "resolution");

    /** A lock file's packages are of groups and of indexes that the project names. */
    private static final List<String> OF_LOCKS = List.of("default-groups", "index");

    /** How an index is reached decides on no version. */
    private static final Set<String> OF_TRANSPORT = Set.of("keyring-provider", "allow-insecure-host");

    private static final String PIP = "pip";

    private static final Pattern LOGIN = Pattern.compile("://[^/@\\s\"]*@");

    private static final List<String> OF_MACHINE = List.of(
            "native-tls",
            "system-certs",
            "offline",
            "cache-dir",
            "http-proxy",
            "https-proxy",
            "no-proxy",
            "concurrent-downloads");

    private static final Set<String> PLACES =
            Set.of("index-url", "extra-index-url", "find-links", "index", "cache-dir");
    private static final Set<String> REQUIREMENTS = Set.of("constraint-dependencies", "override-dependencies");

    private final ObjectNode kept = Toml.empty();

    /** What was kept. */
    ObjectNode kept() {
        return kept;
    }

    /** Takes of a project's settings what none before it said; what they say of uv's part {@code pip} comes before the rest, as in uv. */
    void override(JsonNode settings, Path file) {
        override(kept, settings, file);
        ObjectNode ofPip = kept.path(PIP).isObject() ? kept.withObject("/" + PIP) : Toml.empty();
        override(ofPip, settings.path(PIP), file);
        if (!ofPip.isEmpty()) {
            kept.set(PIP, ofPip);
        }
    }

    private static void override(ObjectNode target, JsonNode settings, Path file) {
        OF_RESOLUTION.stream()
                .filter(key -> settings.has(key) && !target.has(key))
                .forEach(key -> target.set(key, read(key, settings.get(key), file)));
    }

    /** What of a project's settings decides which versions are chosen, by key: each as it was written, without logins. */
    static SortedMap<String, String> shaping(JsonNode settings) {
        List<String> keys = OF_RESOLUTION.stream()
                .filter(key -> !OF_TRANSPORT.contains(key))
                .toList();
        SortedMap<String, String> shaping = written(settings, keys);
        written(settings.path(PIP), keys).forEach((key, value) -> shaping.put(PIP + "." + key, value));
        return shaping;
    }

    /** What of a project's settings decides how a lock file beside it is read, by key, as {@link #shaping}. */
    static SortedMap<String, String> ofLock(JsonNode settings) {
        return written(settings, OF_LOCKS);
    }

    private static SortedMap<String, String> written(JsonNode settings, List<String> keys) {
        SortedMap<String, String> written = new TreeMap<>();
        keys.stream()
                .filter(settings::has)
                .forEach(key -> written.put(
                        key, LOGIN.matcher(settings.get(key).toString()).replaceAll("://")));
        return written;
    }

    /** Adds settings of the machine: lists go on with theirs, of all else what was there stays. */
    void merge(JsonNode settings, Path file) {
        add(
                kept,
                settings,
                Stream.concat(OF_RESOLUTION.stream(), OF_MACHINE.stream()).toList(),
                file);
        if (settings.path(PIP).isObject()) {
            add(kept.withObject("/" + PIP), settings.path(PIP), OF_RESOLUTION, file);
        }
    }

    private static void add(ObjectNode target, JsonNode settings, List<String> keys, Path file) {
        for (String key : keys) {
            if (settings.has(key)) {
                JsonNode value = read(key, settings.get(key), file);
                if (target.get(key) instanceof ArrayNode list && value instanceof ArrayNode more) {
                    list.addAll(more);
                } else {
                    target.putIfAbsent(key, value);
                }
            }
        }
    }

    private static JsonNode read(String key, JsonNode value, Path file) {
        if (REQUIREMENTS.contains(key)) {
            ArrayNode lines = Toml.empty().arrayNode();
            value.forEach(text -> lines.add(line(text.asText(), key, file)));
            return lines;
        }
        return PLACES.contains(key) ? placed(value, file) : value;
    }

    /** Relative paths start from the file that they stand in. */
    private static JsonNode placed(JsonNode value, Path file) {
        if (value.isTextual()) {
            String text = value.asText();
            boolean whole =
                    text.isEmpty() || FolderAddress.isMeant(text) || text.contains("${") || text.startsWith("~");
            return whole
                    ? value
                    : TextNode.valueOf(file.toAbsolutePath()
                            .resolveSibling(text)
                            .normalize()
                            .toString());
        }
        if (value.isArray()) {
            ArrayNode all = Toml.empty().arrayNode();
            value.forEach(one -> all.add(placed(one, file)));
            return all;
        }
        if (value.isObject() && value.has("url")) {
            ObjectNode index = value.deepCopy();
            index.set("url", placed(value.get("url"), file));
            return index;
        }
        return value;
    }

    private static String line(String text, String key, Path file) {
        return Requirement.parse(text)
                .filter(requirement -> requirement
                        .address()
                        .map(address -> address.matches("(?i)https?://[^?#]+\\.whl([?#].*)?"))
                        .orElse(true))
                .map(Requirement::toLine)
                .orElseThrow(() -> Problem.declaration(
                                "PYF-494",
                                "`%s` in `%s` of `%s` would have to be built, and nothing is built"
                                        .formatted(text.replaceFirst("@.*", "@ ..."), key, file))
                        .remedy("limit versions there, or name a wheel's address")
                        .toException());
    }
}
