package org.pyflinkimage.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.value.Sha256;

/** The images of a registry as other programs write them into archives and folders, whole ones and broken ones. */
public final class ForeignArchive {

    private static final ObjectMapper JSON = new ObjectMapper();

    public final Map<String, byte[]> files = new LinkedHashMap<>();
    public final Map<String, String> links = new LinkedHashMap<>();

    /** How a Docker archive has its layers. */
    public enum Layers {
        /** {@code 0123.tar}, as podman and skopeo. */
        PLAIN,
        /** {@code 0123.tar.gz}, as Jib, and as Docker with containerd's storage. */
        PACKED,
        /** {@code ID/layer.tar}, most of them links, as Docker before its archives had OCI's layout too. */
        LINKED,
        /** {@code blobs/sha256/0123}, as Docker since its archives have OCI's layout too, with an index beside. */
        BLOBS
    }

    /** An OCI layout of the images with these tags, each under that name where there are several. */
    public static ForeignArchive oci(FakeRegistry registry, String repository, String... tags) throws IOException {
        ForeignArchive archive = new ForeignArchive();
        archive.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
        ArrayNode listed = index.putArray("manifests");
        for (String tag : tags) {
            byte[] manifest = registry.manifests.get(tag);
            ObjectNode entry = listed.addObject()
                    .put("mediaType", registry.mediaTypes.get(tag))
                    .put("digest", Sha256.of(manifest).digest())
                    .put("size", manifest.length);
            if (tags.length > 1) {
                entry.putObject("annotations").put("org.opencontainers.image.ref.name", tag);
            }
            archive.addManifest(registry, repository, manifest);
        }
        archive.files.put("index.json", JSON.writeValueAsBytes(index));
        return archive;
    }

    private void addManifest(FakeRegistry registry, String repository, byte[] manifest) throws IOException {
        blob(manifest);
        JsonNode json = JSON.readTree(manifest);
        for (JsonNode nested : json.path("manifests")) {
            byte[] one = registry.manifests.get(nested.path("digest").asText());
            if (one != null) {
                addManifest(registry, repository, one);
            }
        }
        for (JsonNode blob : json.findValues("digest")) {
            byte[] bytes = registry.blobs.get("/v2/" + repository + "/blobs/" + blob.asText());
            if (bytes != null) {
                blob(bytes);
            }
        }
    }

    /** A Docker archive of the images with these tags. */
    public static ForeignArchive docker(FakeRegistry registry, String repository, Layers layers, String... tags)
            throws IOException {
        ForeignArchive archive = new ForeignArchive();
        ArrayNode images = JSON.createArrayNode();
        for (String tag : tags) {
            JsonNode manifest = JSON.readTree(registry.manifests.get(tag));
            ObjectNode image = images.addObject();
            String config = manifest.path("config").path("digest").asText();
            String configName = Sha256.parse(config).hex() + ".json";
            archive.files.put(configName, registry.blobs.get("/v2/" + repository + "/blobs/" + config));
            image.put("Config", configName);
            image.putArray("RepoTags").add(repository + ":" + tag);
            ArrayNode paths = image.putArray("Layers");
            for (JsonNode layer : manifest.path("layers")) {
                byte[] bytes = registry.blobs.get(
                        "/v2/" + repository + "/blobs/" + layer.path("digest").asText());
                paths.add(archive.layer(bytes, layers));
            }
        }
        archive.files.put("manifest.json", JSON.writeValueAsBytes(images));
        return archive;
    }

    private String layer(byte[] packed, Layers as) throws IOException {
        byte[] plain = LayerTar.decompressed(new BufferedInputStream(new ByteArrayInputStream(packed)))
                .readAllBytes();
        String name = Sha256.of(plain).hex();
        switch (as) {
            case PLAIN -> {
                files.put(name + ".tar", plain);
                return name + ".tar";
            }
            case BLOBS -> {
                blob(plain);
                file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
                file("index.json", "{\"manifests\":[]}");
                return "blobs/sha256/" + name;
            }
            case PACKED -> {
                files.put(name + ".tar.gz", packed);
                return name + ".tar.gz";
            }
            default -> {
                files.put("the-first/" + name + "/layer.tar", plain);
                links.put(name + "/layer.tar", "../the-first/" + name + "/layer.tar");
                return name + "/layer.tar";
            }
        }
    }

    public ForeignArchive blob(byte[] bytes) {
        files.put("blobs/sha256/" + Sha256.of(bytes).hex(), bytes);
        return this;
    }

    public ForeignArchive file(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Writes it as a tar. */
    public Path tar(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, String> link : links.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(link.getKey(), TarConstants.LF_SYMLINK);
                entry.setLinkName(link.getValue());
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
            // What is looked for first stands last, as in Docker's.
            List<String> names = files.keySet().stream().sorted().toList();
            for (String name : names) {
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                entry.setSize(files.get(name).length);
                tar.putArchiveEntry(entry);
                tar.write(files.get(name));
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    /** Writes it as a folder. */
    public Path folder(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }
}
