package org.pyflinkimage.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A jar of Flink's {@code lib} in the one image that an integration project built; called by its {@code verify.groovy}. */
public final class JarInImage {

    private final byte[] bytes;

    private JarInImage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads it out of the layer of changing jars, where own jars have to lie. */
    public static JarInImage of(File results, String name) throws IOException {
        JsonNode image =
                new ObjectMapper().readTree(new File(results, "images.json")).path(0);
        Path archive = results.toPath().resolve(image.required("archive").asText());
        for (JsonNode layer : image.path("layers")) {
            if (layer.path("contents").asText().equals("changing jars")) {
                String blob = "blobs/" + layer.path("digest").asText().replace(':', '/');
                byte[] tar = entry(Files.newInputStream(archive), blob);
                return new JarInImage(
                        entry(new GZIPInputStream(new ByteArrayInputStream(tar)), "opt/flink/lib/" + name));
            }
        }
        throw new NoSuchElementException("no layer of changing jars in " + image);
    }

    /** An entry of the jar. */
    public String text(String name) throws IOException {
        try (ZipInputStream jar = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(jar.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new NoSuchElementException(name);
    }

    /** Whether a file has the same bytes. */
    public boolean isThatOf(File jar) throws IOException {
        return Arrays.equals(bytes, Files.readAllBytes(jar.toPath()));
    }

    private static byte[] entry(InputStream stream, String name) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().replaceFirst("^\\./", "").equals(name)) {
                    return tar.readAllBytes();
                }
            }
        }
        throw new NoSuchElementException(name);
    }
}
