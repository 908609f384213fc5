package org.pyflinkimage.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.image.PulledManifest;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/**
 * Reads manifests and indexes, in OCI's form and in Docker's, which differ in their media types.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-index.md">OCI image index</a>
 */
final class ManifestReader {

    /** What stands for what is not said. */
    private static final String UNKNOWN = "unknown";

    private static final Set<String> INDEXES = Set.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");

    /** In one index; what writes several has one for each name. */
    private static final int MOST_INDEXES = 16;

    private ManifestReader() {}

    /** Whether this lists images for several platforms. */
    static boolean isIndex(JsonNode json) {
        return json.path("manifests").isArray();
    }

    /** The digest of the image that an index has for a platform. */
    static Optional<Sha256> choose(JsonNode index, Platform platform) throws RefusedImage {
        Map<Sha256, String> fitting = new LinkedHashMap<>();
        for (JsonNode listed : index.path("manifests")) {
            JsonNode there = listed.path("platform");
            if (nameOf(there).equals(platform.toString())) {
                fitting.put(descriptor(listed).digest(), there.path("variant").asText());
            }
        }
        // Of several, the one for every processor of that kind.
        return fitting.entrySet().stream()
                .min(Comparator.comparing(entry -> rank(entry.getValue())))
                .map(Map.Entry::getKey);
    }

    private static int rank(String variant) {
        return switch (variant) {
            case "" -> 0;
            case "v8", "v1" -> 1;
            default -> 2;
        };
    }

    /** The digests of those in an index that are indexes themselves. */
    static List<Sha256> indexes(JsonNode index) throws RefusedImage {
        List<Sha256> digests = new ArrayList<>();
        for (JsonNode listed : index.path("manifests")) {
            if (isListedIndex(listed)) {
                digests.add(descriptor(listed).digest());
            }
        }
        if (digests.size() > MOST_INDEXES) {
            throw new RefusedImage("its index lists %s others".formatted(digests.size()));
        }
        return digests;
    }

    private static boolean isListedIndex(JsonNode listed) {
        return INDEXES.contains(listed.path("mediaType").asText());
    }

    /** The platforms that an index lists, by their names. */
    static List<String> platforms(JsonNode index) {
        List<String> names = new ArrayList<>();
        for (JsonNode listed : index.path("manifests")) {
            if (!isListedIndex(listed)) {
                names.add(nameOf(listed.path("platform")));
            }
        }
        // What builders attest of an image lies beside it, for no platform.
        return names.stream()
                .filter(name -> !name.startsWith(UNKNOWN + "/"))
                .distinct()
                .sorted()
                .toList();
    }

    /** The platform that a configuration, or an entry of an index, is for: {@code linux/amd64}. */
    static String nameOf(JsonNode node) {
        return node.path("os").asText(UNKNOWN) + "/" + node.path("architecture").asText(UNKNOWN);
    }

    /** Whether a platform's name says all of it. */
    static boolean isNamed(String platform) {
        return !List.of(platform.split("/")).contains(UNKNOWN);
    }

    /** Reads the manifest of an image. */
    static ImageManifest manifest(PulledManifest pulled) throws RefusedImage {
        JsonNode json = pulled.json();
        if (!json.path("config").isObject() || !json.path("layers").isArray()) {
            throw new RefusedImage("its manifest has no `config` and `layers`");
        }
        if (json.path("layers").size() > Bounds.LAYERS) {
            throw new RefusedImage(
                    "it has %s layers".formatted(json.path("layers").size()));
        }
        List<Descriptor> layers = new ArrayList<>();
        for (JsonNode layer : json.path("layers")) {
            layers.add(descriptor(layer));
        }
        return new ImageManifest(pulled.digest(), pulled.size(), descriptor(json.path("config")), layers);
    }

    static Descriptor descriptor(JsonNode json) throws RefusedImage {
        JsonNode size = json.path("size");
        if (!size.isIntegralNumber() || size.asLong() < 0) {
            throw new RefusedImage("its manifest names a blob without a size");
        }
        try {
            return new Descriptor(
                    json.path("mediaType").asText(),
                    Sha256.parse(json.path("digest").asText()),
                    size.asLong());
        } catch (IllegalArgumentException e) {
            throw new RefusedImage("its manifest names a blob without a sha256");
        }
    }
}
