package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.pyflinkimage.value.Sha256;

/** Reads what an OCI archive of another program holds. */
final class OciArchiveReader {

    private static final int LARGEST_JSON = 4 << 20;
    private static final String INDEX = "index.json";
    private static final String BLOBS = "blobs/sha256/";

    private final Map<String, byte[]> texts = new HashMap<>();
    private final Map<String, Long> unpacked = new HashMap<>();

    private OciArchiveReader() {}

    /**
     * Reads an archive of one image.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-856} where it cannot be understood
     */
    static ImageContents read(Path file) {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            OciArchiveReader reader = new OciArchiveReader();
            reader.readAll(stream);
            return reader.contents();
        } catch (IOException | IllegalArgumentException e) {
            throw BuilderProblems.unknownContents(file.toString(), String.valueOf(e.getMessage()))
                    .toException(e);
        }
    }

    // The tar and its members end with the file's own stream.
    @SuppressWarnings("resource")
    private void readAll(InputStream stream) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(stream);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isFile()) {
                BufferedInputStream content = new BufferedInputStream(tar);
                if (entry.getSize() <= LARGEST_JSON && firstByte(content) == '{') {
                    texts.put(entry.getName(), content.readAllBytes());
                } else if (firstByte(content) == 0x1f) {
                    unpacked.put(entry.getName(), unzipped(content).transferTo(OutputStream.nullOutputStream()));
                } else {
                    unpacked.put(entry.getName(), entry.getSize());
                }
            }
        }
    }

    private static InputStream unzipped(InputStream content) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(content)
                .setDecompressConcatenated(true)
                .get();
    }

    private static int firstByte(BufferedInputStream content) throws IOException {
        content.mark(1);
        int first = content.read();
        content.reset();
        return first;
    }

    private ImageContents contents() throws IOException {
        JsonNode named = json(INDEX).path("manifests").path(0);
        Sha256 digest = Sha256.parse(named.path("digest").asText());
        JsonNode manifest = json(blob(digest));
        if (manifest.has("manifests")) {
            // Docker puts an index of the image and of what it attests there.
            digest = Sha256.parse(
                    manifest.path("manifests").path(0).path("digest").asText());
            manifest = json(blob(digest));
        }
        Sha256 configDigest =
                Sha256.parse(manifest.path("config").path("digest").asText());
        List<BuiltLayer> layers = layers(manifest.path("layers"), json(blob(configDigest)));
        long size = manifest.path("config").path("size").asLong()
                + layers.stream().mapToLong(layer -> layer.size().orElse(0)).sum();
        boolean allUnpacked =
                layers.stream().allMatch(layer -> layer.unpackedSize().isPresent());
        long all = layers.stream()
                .mapToLong(layer -> layer.unpackedSize().orElse(0))
                .sum();
        return new ImageContents(
                Optional.of(digest),
                OptionalLong.of(size),
                allUnpacked ? OptionalLong.of(all) : OptionalLong.empty(),
                layers);
    }

    private List<BuiltLayer> layers(JsonNode described, JsonNode config) {
        List<Sha256> diffIds = LayerHistory.sums(config.path("rootfs").path("diff_ids"));
        List<String> titles = LayerHistory.titles(diffIds, config.path("history"));
        if (diffIds.size() != described.size()) {
            throw new IllegalArgumentException("its manifest and its configuration have different numbers of layers");
        }
        List<BuiltLayer> layers = new ArrayList<>();
        for (int layer = 0; layer < diffIds.size(); layer++) {
            Sha256 digest = Sha256.parse(described.path(layer).path("digest").asText());
            String form = described.path(layer).path("mediaType").asText();
            // Of another compression nothing is known but the size as it is stored.
            Long bytes = form.endsWith("tar") || form.endsWith("gzip") ? unpacked.get(blob(digest)) : null;
            layers.add(BuiltLayer.ofOthers(
                    titles.get(layer),
                    Optional.of(digest),
                    diffIds.get(layer),
                    OptionalLong.of(described.path(layer).path("size").asLong()),
                    bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes)));
        }
        return layers;
    }

    private JsonNode json(String name) throws IOException {
        byte[] text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no `%s`".formatted(name));
        }
        return new ObjectMapper().readTree(text);
    }

    private static String blob(Sha256 digest) {
        return BLOBS + digest.hex();
    }
}
