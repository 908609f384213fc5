package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.pyflinkimage.value.Sha256;

/** Computes every digest, diff ID and size of an archive anew from its bytes, and lists all that do not agree. */
final class ArchiveVerification {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> files;
    private final List<String> mismatches = new ArrayList<>();

    private ArchiveVerification(Map<String, byte[]> files) {
        this.files = files;
    }

    /** The files of a tar by name. */
    static Map<String, byte[]> read(Path archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isFile() && files.put(entry.getName(), in.readAllBytes()) != null) {
                    throw new IOException("twice: " + entry.getName());
                }
            }
        }
        return files;
    }

    /** What does not agree in an OCI archive; empty where all is well. */
    static List<String> ofOciArchive(Path archive) throws IOException {
        ArchiveVerification verification = new ArchiveVerification(read(archive));
        verification.checkBlobNames();
        for (JsonNode manifest : verification.json("index.json").path("manifests")) {
            verification.checkManifest(manifest);
        }
        verification.checkDockerManifest();
        return verification.mismatches;
    }

    /** What does not agree in a docker archive; empty where all is well. */
    static List<String> ofDockerArchive(Path archive) throws IOException {
        ArchiveVerification verification = new ArchiveVerification(read(archive));
        verification.checkDockerManifest();
        return verification.mismatches;
    }

    private void checkBlobNames() {
        files.forEach((name, bytes) -> {
            if (name.startsWith("blobs/sha256/")) {
                expect("name of a blob", "blobs/sha256/" + Sha256.of(bytes).hex(), name);
            }
        });
    }

    private void checkManifest(JsonNode descriptor) throws IOException {
        JsonNode manifest = json(checkDescriptor(descriptor));
        JsonNode config = json(checkDescriptor(manifest.path("config")));
        expect("media type", MediaType.MANIFEST, manifest.path("mediaType").asText());
        List<String> blobs = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            blobs.add(checkDescriptor(layer));
        }
        checkLayers(config, blobs);
        expect(
                "platform",
                config.path("architecture").asText(),
                descriptor.path("platform").path("architecture").asText());
    }

    private void checkDockerManifest() throws IOException {
        JsonNode image = json("manifest.json").path(0);
        String config = image.path("Config").asText();
        expect(
                "name of the config",
                true,
                config.contains(Sha256.of(file(config)).hex()));
        List<String> blobs = new ArrayList<>();
        image.path("Layers").forEach(layer -> blobs.add(layer.asText()));
        checkLayers(json(config), blobs);
    }

    private String checkDescriptor(JsonNode descriptor) {
        String digest = descriptor.path("digest").asText();
        String name = "blobs/" + digest.replace(':', '/');
        expect("digest", digest, Sha256.of(file(name)).digest());
        expect("size of " + name, descriptor.path("size").asLong(), (long) file(name).length);
        return name;
    }

    private void checkLayers(JsonNode config, List<String> blobs) throws IOException {
        JsonNode diffIds = config.path("rootfs").path("diff_ids");
        expect("number of layers", diffIds.size(), blobs.size());
        expect(
                "number of history entries",
                diffIds.size(),
                config.path("history").size());
        for (int i = 0; i < blobs.size(); i++) {
            try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(file(blobs.get(i))))) {
                expect(
                        "diff ID of " + blobs.get(i),
                        diffIds.path(i).asText(),
                        Sha256.of(tar).digest());
            }
        }
    }

    private JsonNode json(String name) throws IOException {
        return JSON.readTree(file(name));
    }

    private byte[] file(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            mismatches.add("missing: " + name);
            return new byte[0];
        }
        return bytes;
    }

    private void expect(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            mismatches.add("%s: %s, not %s".formatted(what, actual, expected));
        }
    }
}
