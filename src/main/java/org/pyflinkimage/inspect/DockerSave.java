package org.pyflinkimage.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.image.MediaType;
import org.pyflinkimage.image.PulledManifest;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/**
 * An image as {@code docker save} writes it. It has no manifest of a registry: the one that is made here names its configuration and its
 * layers' plain tars, whose sums the configuration has. So it is the same however the layers were packed, and in which order they lie there.
 *
 * @see <a href="https://github.com/moby/docker-image-spec/blob/main/v1.2.md#combined-image-json--filesystem-changeset-format">Docker's format</a>
 */
final class DockerSave extends ArchiveSource {

    static final String MANIFEST = "manifest.json";

    private static final String TAR = "application/vnd.oci.image.layer.v1.tar";
    private static final int IMAGES_AT_MOST = 1000;
    private static final String LATEST = "latest";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bounds bounds;
    private final Map<Sha256, Long> sizes;
    private final Map<Sha256, String> layers = new HashMap<>();
    private byte[] config = new byte[0];

    /** @param known the same image, where it was read before: layers that it names have the sizes that it says */
    DockerSave(ArchivedImage image, ArchiveFiles files, Bounds bounds, Optional<ImageManifest> known) {
        super(image, files);
        this.bounds = bounds;
        this.sizes = new HashMap<>();
        known.ifPresent(manifest -> manifest.layers().forEach(layer -> sizes.put(layer.digest(), layer.size())));
    }

    @Override
    public PulledManifest named() throws IOException {
        JsonNode meant = meant(files().json(MANIFEST));
        String configuration = meant.path("Config").asText();
        config = files().text(configuration);
        JsonNode diffIds = configuration(config).path("rootfs").path("diff_ids");
        JsonNode paths = meant.path("Layers");
        if (diffIds.size() != paths.size()) {
            throw new RefusedImage(
                    "its configuration names %s layers, its `%s` %s".formatted(diffIds.size(), MANIFEST, paths.size()));
        }
        if (paths.size() > Bounds.LAYERS) {
            throw new RefusedImage("it has %s layers".formatted(paths.size()));
        }
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", "application/vnd.oci.image.manifest.v1+json");
        manifest.set("config", descriptor(MediaType.CONFIG, Sha256.of(config), config.length));
        ArrayNode listed = manifest.putArray("layers");
        // Their plain tars are kept, as a registry's layers are.
        long most = Math.min(bounds.packed(), bounds.unpacked());
        long unpacked = 0;
        for (int i = 0; i < paths.size(); i++) {
            Sha256 diffId = sum(diffIds.path(i).asText());
            layers.put(diffId, paths.path(i).asText());
            long size = sizeOf(diffId, most - unpacked);
            unpacked += size;
            listed.add(descriptor(TAR, diffId, size));
        }
        return PulledManifest.of(JSON.writeValueAsBytes(manifest));
    }

    private static JsonNode configuration(byte[] config) throws RefusedImage {
        try {
            return JSON.readTree(config);
        } catch (IOException e) {
            throw new RefusedImage("its configuration is no JSON");
        }
    }

    private static ObjectNode descriptor(String mediaType, Sha256 digest, long size) {
        return JSON.createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", digest.digest())
                .put("size", size);
    }

    private static Sha256 sum(String diffId) throws RefusedImage {
        try {
            return Sha256.parse(diffId);
        } catch (IllegalArgumentException e) {
            throw new RefusedImage("its configuration names a layer without a sha256");
        }
    }

    /** Of its plain tar. */
    private long sizeOf(Sha256 diffId, long most) throws IOException {
        Long known = sizes.get(diffId);
        if (known == null) {
            known = counted(diffId, most);
            sizes.put(diffId, known);
        }
        return known;
    }

    private long counted(Sha256 diffId, long most) throws IOException {
        long counted = 0;
        byte[] buffer = new byte[1 << 16];
        ArchiveFiles.Member member = memberOf(diffId);
        try (InputStream packed = buffered(member);
                InputStream in = LayerTar.decompressed(packed)) {
            if (in == packed) {
                return member.size();
            }
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                counted += count;
                if (counted > most) {
                    throw new LargeImage("its layers unpack to more than %s bytes"
                            .formatted(Math.min(bounds.packed(), bounds.unpacked())));
                }
            }
        } catch (RuntimeException e) {
            throw new RefusedImage(String.valueOf(e.getMessage()));
        }
        return counted;
    }

    private ArchiveFiles.Member memberOf(Sha256 diffId) throws IOException {
        String path = layers.get(diffId);
        if (path == null) {
            throw new RefusedImage("it has no layer with the sum " + diffId);
        }
        return files().require(path);
    }

    private static InputStream buffered(ArchiveFiles.Member member) throws IOException {
        return new BufferedInputStream(member.open(), 1 << 16);
    }

    /** By its name; without one it has to be the only image. */
    private JsonNode meant(JsonNode images) {
        if (images.size() > IMAGES_AT_MOST) {
            throw ArchiveProblems.unclear(image(), Set.of()).toException();
        }
        Set<String> names = new TreeSet<>();
        List<JsonNode> meant = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            Set<String> own = new TreeSet<>();
            images.path(i).path("RepoTags").forEach(tag -> own.add(tag.asText()));
            names.addAll(own);
            if (isMeant(own, i)) {
                meant.add(images.path(i));
            }
        }
        if (meant.size() != 1) {
            throw ArchiveProblems.unclear(image(), names).toException();
        }
        return meant.get(0);
    }

    private boolean isMeant(Set<String> tags, int place) {
        return image().image()
                .map(wanted -> wanted.startsWith("@")
                        ? wanted.equals("@" + place)
                        : tags.stream().anyMatch(tag -> whole(tag).equals(whole(wanted))))
                .orElse(true);
    }

    /** What a name means, whether Docker or podman has written it, and a person. */
    private static String whole(String name) {
        return ImageReference.parse(name)
                .map(reference ->
                        reference.repository().toString().replaceFirst("^(docker\\.io/(library/)?|localhost/)", "")
                                + ":"
                                + reference.tag().orElse(LATEST))
                .orElse(name);
    }

    @Override
    public PulledManifest manifest(Sha256 digest) throws IOException {
        throw new RefusedImage("a Docker archive has no manifest by its digest");
    }

    @Override
    InputStream open(Descriptor blob) throws IOException {
        return blob.digest().equals(Sha256.of(config))
                ? new ByteArrayInputStream(config)
                : LayerTar.decompressed(buffered(memberOf(blob.digest())));
    }
}
