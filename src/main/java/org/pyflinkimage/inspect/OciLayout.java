package org.pyflinkimage.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.image.PulledManifest;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.Sha256;

/**
 * An image of an OCI image layout.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
 */
final class OciLayout extends ArchiveSource {

    static final String INDEX = "index.json";

    private static final String LAYOUT = "oci-layout";

    /** Where an entry of the index has its name: by the specification, and as containerd and Docker write it. */
    private static final List<String> NAMES = List.of("org.opencontainers.image.ref.name", "io.containerd.image.name");

    private static final ObjectMapper JSON = new ObjectMapper();

    OciLayout(ArchivedImage image, ArchiveFiles files) {
        super(image, files);
    }

    @Override
    public PulledManifest named() throws IOException {
        requireVersion();
        List<JsonNode> meant = meant(files().json(INDEX).path("manifests"));
        if (meant.size() == 1) {
            return manifest(ManifestReader.descriptor(meant.get(0)).digest());
        }
        ObjectNode index = JSON.createObjectNode();
        ArrayNode listed = index.putArray("manifests");
        Set<JsonNode> platforms = new HashSet<>();
        for (JsonNode entry : meant) {
            JsonNode known = withPlatform(entry);
            // Two images for one platform are not two forms of one: tools add a second one under the name of the first.
            if (!platforms.add(known.path("platform"))) {
                throw ArchiveProblems.unclear(image(), new TreeSet<>(namesOf(meant)))
                        .toException();
            }
            listed.add(known);
        }
        return PulledManifest.of(JSON.writeValueAsBytes(index));
    }

    /** Later versions may be laid out in another way. */
    private void requireVersion() throws IOException {
        String version = files().json(LAYOUT).path("imageLayoutVersion").asText();
        if (!version.startsWith("1.")) {
            throw new RefusedImage("its layout has version `%s`, and 1.0.0 is known".formatted(version));
        }
    }

    /** Those entries of one name, or all that there are, each digest once: images of one name are for several platforms. */
    private List<JsonNode> meant(JsonNode entries) throws RefusedImage {
        Map<Sha256, JsonNode> meant = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        boolean nameless = false;
        for (JsonNode entry : entries) {
            List<String> own = namesOf(entry);
            names.addAll(own);
            nameless |= own.isEmpty();
            if (image().image().isEmpty() || own.contains(image().image().get())) {
                meant.putIfAbsent(ManifestReader.descriptor(entry).digest(), entry);
            }
        }
        boolean several = image().image().isEmpty() && names.size() + (nameless ? 1 : 0) > 1 && meant.size() > 1;
        if (meant.isEmpty() || several) {
            throw ArchiveProblems.unclear(image(), names).toException();
        }
        return List.copyOf(meant.values());
    }

    private static List<String> namesOf(List<JsonNode> entries) {
        return entries.stream().flatMap(entry -> namesOf(entry).stream()).toList();
    }

    private static List<String> namesOf(JsonNode entry) {
        List<String> names = new ArrayList<>();
        for (String annotation : NAMES) {
            Optional.of(entry.path("annotations").path(annotation).asText())
                    .filter(name -> !name.isEmpty())
                    .ifPresent(names::add);
        }
        return names;
    }

    /** An entry that does not say for which platform it is says so in its configuration. */
    private JsonNode withPlatform(JsonNode entry) throws IOException {
        if (entry.has("platform") || !(entry instanceof ObjectNode object)) {
            return entry;
        }
        JsonNode manifest = manifest(ManifestReader.descriptor(entry).digest()).json();
        if (ManifestReader.isIndex(manifest)) {
            return entry;
        }
        JsonNode config = JSON.readTree(
                blob(ManifestReader.descriptor(manifest.path("config")).digest()));
        ObjectNode platform = JSON.createObjectNode();
        platform.set("os", config.path("os"));
        platform.set("architecture", config.path("architecture"));
        platform.put("variant", config.path("variant").asText());
        return object.deepCopy().set("platform", platform);
    }

    @Override
    public PulledManifest manifest(Sha256 digest) throws IOException {
        byte[] bytes = blob(digest);
        try {
            return PulledManifest.of(bytes);
        } catch (JsonProcessingException e) {
            throw new RefusedImage("its manifest %s is no JSON: %s".formatted(digest, e.getOriginalMessage()));
        }
    }

    private byte[] blob(Sha256 digest) throws IOException {
        byte[] bytes = files().text(pathOf(digest));
        if (!Sha256.of(bytes).equals(digest)) {
            throw new RefusedImage("what it has for %s has the sum %s".formatted(digest, Sha256.of(bytes)));
        }
        return bytes;
    }

    @Override
    InputStream open(Descriptor blob) throws IOException {
        return files().require(pathOf(blob.digest())).open();
    }

    private static String pathOf(Sha256 digest) {
        return "blobs/sha256/" + digest.hex();
    }
}
