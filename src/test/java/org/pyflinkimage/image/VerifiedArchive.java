package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.pyflinkimage.value.Sha256;

/** An archive of which every digest, diff ID and size is computed anew from its bytes, and all that does not agree is listed. */
public final class VerifiedArchive {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "index.json";
    private static final ArchivedFile MISSING = new ArchivedFile(Sha256.of(""), 0, new byte[0], Optional.empty());

    private final Map<String, ArchivedFile> files;
    private final List<String> mismatches = new ArrayList<>();

    private VerifiedArchive(Map<String, ArchivedFile> files) {
        this.files = files;
    }

    /** Reads an OCI archive, which is a docker archive too where it has one image, or a docker archive, and checks it. */
    public static VerifiedArchive read(Path file) throws IOException {
        Map<String, ArchivedFile> files = new LinkedHashMap<>();
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isFile() && files.put(entry.getName(), ArchivedFile.read(in, entry.getSize())) != null) {
                    throw new IOException("twice: " + entry.getName());
                }
            }
        }
        VerifiedArchive archive = new VerifiedArchive(files);
        archive.checkBlobNames();
        if (files.containsKey(INDEX)) {
            for (JsonNode manifest : archive.json(INDEX).path("manifests")) {
                archive.checkNamed(manifest);
            }
        }
        if (!isIndex(archive.descriptor())) {
            archive.checkDockerManifest();
        }
        return archive;
    }

    /** What does not agree; empty where all is well. */
    public List<String> mismatches() {
        return mismatches;
    }

    /** What all its files are called. */
    public Set<String> names() {
        return files.keySet();
    }

    /** A small file of the archive. */
    public String text(String name) {
        return new String(file(name).bytes(), StandardCharsets.UTF_8);
    }

    /** A file of the archive that is JSON. */
    public JsonNode json(String name) throws IOException {
        return JSON.readTree(file(name).bytes());
    }

    /** The descriptor of the image's manifest; its first, where the image has several names. */
    public JsonNode descriptor() throws IOException {
        return files.containsKey(INDEX) ? json(INDEX).path("manifests").path(0) : MissingNode.getInstance();
    }

    /** The image's manifest. */
    public JsonNode manifest() throws IOException {
        return json(blob(descriptor()));
    }

    /** The image's configuration. */
    public JsonNode configuration() throws IOException {
        return json(dockerManifest().path("Config").asText());
    }

    /** All files of the image by absolute path; one that lies in two layers, and is no folder, is a mismatch. */
    public SortedMap<String, LayerFile> filesOfTheImage() throws IOException {
        return filesOfTheImage(0);
    }

    /** The same of its layers but for the lowest, so many. */
    public SortedMap<String, LayerFile> filesOfTheImage(int below) throws IOException {
        SortedMap<String, LayerFile> all = new TreeMap<>();
        List<JsonNode> layers = new ArrayList<>();
        dockerManifest().path("Layers").forEach(layers::add);
        for (JsonNode layer : layers.subList(below, layers.size())) {
            file(layer.asText()).layer().orElseThrow().files().forEach((path, file) -> {
                LayerFile before = all.put(path, file);
                if (before != null && !(before.isFolder() && file.isFolder())) {
                    mismatches.add("in two layers: " + path);
                }
            });
        }
        return all;
    }

    private void checkBlobNames() {
        files.forEach((name, file) -> {
            if (name.startsWith("blobs/sha256/")) {
                expect("name of a blob", "blobs/sha256/" + file.digest().hex(), name);
            }
        });
    }

    private static boolean isIndex(JsonNode descriptor) {
        return descriptor.path("mediaType").asText().equals(MediaType.INDEX);
    }

    private void checkNamed(JsonNode descriptor) throws IOException {
        if (!isIndex(descriptor)) {
            checkManifest(descriptor);
            return;
        }
        JsonNode index = json(checkDescriptor(descriptor));
        expect("media type", MediaType.INDEX, index.path("mediaType").asText());
        for (JsonNode manifest : index.path("manifests")) {
            checkManifest(manifest);
        }
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
        JsonNode image = dockerManifest();
        String config = image.path("Config").asText();
        expect("name of the config", true, config.contains(file(config).digest().hex()));
        List<String> blobs = new ArrayList<>();
        image.path("Layers").forEach(layer -> blobs.add(layer.asText()));
        checkLayers(json(config), blobs);
    }

    private JsonNode dockerManifest() throws IOException {
        return json("manifest.json").path(0);
    }

    private String checkDescriptor(JsonNode descriptor) {
        String name = blob(descriptor);
        expect("digest", descriptor.path("digest").asText(), file(name).digest().digest());
        expect("size of " + name, descriptor.path("size").asLong(), file(name).size());
        return name;
    }

    private static String blob(JsonNode descriptor) {
        return "blobs/" + descriptor.path("digest").asText().replace(':', '/');
    }

    private void checkLayers(JsonNode config, List<String> blobs) {
        JsonNode diffIds = config.path("rootfs").path("diff_ids");
        expect("number of layers", diffIds.size(), blobs.size());
        expect(
                "number of history entries",
                diffIds.size(),
                config.path("history").size());
        for (int i = 0; i < blobs.size(); i++) {
            expect(
                    "diff ID of " + blobs.get(i),
                    Optional.of(diffIds.path(i).asText()),
                    file(blobs.get(i)).layer().map(layer -> layer.diffId().digest()));
        }
    }

    private ArchivedFile file(String name) {
        ArchivedFile file = files.get(name);
        if (file == null) {
            mismatches.add("missing: " + name);
            return MISSING;
        }
        return file;
    }

    private void expect(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            mismatches.add("%s: %s, not %s".formatted(what, actual, expected));
        }
    }
}
