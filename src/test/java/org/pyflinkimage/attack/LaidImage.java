package org.pyflinkimage.attack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.pyflinkimage.value.Sha256;

/** All that a container of an image sees, read from its archive by code that is not ours. */
final class LaidImage {

    private LaidImage() {}

    /** By path, the kind, mode, owner and link, or sum, of each file. */
    static SortedMap<String, String> read(Path archive) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        SortedMap<String, String> laid = new TreeMap<>();
        for (var layer :
                new ObjectMapper().readTree(files.get("manifest.json")).path(0).path("Layers")) {
            addLayer(files.get(layer.asText()), laid);
        }
        return laid;
    }

    private static void addLayer(byte[] compressed, SortedMap<String, String> laid) throws IOException {
        InputStream bytes = GzipCompressorInputStream.builder()
                .setInputStream(new ByteArrayInputStream(compressed))
                .setDecompressConcatenated(true)
                .get();
        TarArchiveInputStream tar = new TarArchiveInputStream(bytes, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            laid.put(
                    entry.getName(),
                    "%s %s %s:%s %s%s"
                            .formatted(
                                    (char) entry.getLinkFlag(),
                                    Integer.toOctalString(entry.getMode()),
                                    entry.getLongUserId(),
                                    entry.getLongGroupId(),
                                    entry.getLinkName(),
                                    entry.isFile()
                                            ? Sha256.of(tar.readAllBytes()).hex()
                                            : ""));
        }
    }
}
