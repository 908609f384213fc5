package org.pyflinkimage.layer;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads layers with code that is not ours: the JDK's gzip and the tar of commons-compress. */
final class LayerReader {

    /** An entry and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // looked into by tests, never compared
    record Read(TarArchiveEntry header, byte[] bytes) {}

    private LayerReader() {}

    static byte[] unzip(Path blob) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(blob)))) {
            return in.readAllBytes();
        }
    }

    static Map<String, Read> read(Layer layer) throws IOException {
        return readTar(unzip(layer.blob()));
    }

    static Map<String, Read> readTar(byte[] tar) throws IOException {
        Map<String, Read> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new ByteArrayInputStream(tar), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new Read(entry, in.readAllBytes()));
            }
        }
        return entries;
    }

    /** The first header alone, whose content need not follow. */
    static TarArchiveEntry firstHeader(byte[] tar) throws IOException {
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new ByteArrayInputStream(tar), StandardCharsets.UTF_8.name())) {
            return in.getNextEntry();
        }
    }
}
