package org.pyflinkimage.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small jar. */
public final class JarBytes {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public JarBytes with(ClassFile... types) {
        for (ClassFile type : types) {
            file(type.name() + ".class", type.bytes());
        }
        return this;
    }

    public JarBytes file(String path, byte[] bytes) {
        entries.put(path, bytes);
        return this;
    }

    public JarBytes service(String contract, String... lines) {
        return file("META-INF/services/" + contract, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public JarReading read(ClassDepth depth) {
        return read(bytes(), depth);
    }

    static JarReading read(byte[] bytes, ClassDepth depth) {
        return read(bytes, depth, Integer.MAX_VALUE);
    }

    static JarReading read(byte[] bytes, ClassDepth depth, long unpackedAtMost) {
        return read(bytes, depth, () -> {}, unpackedAtMost);
    }

    static JarReading read(byte[] bytes, ClassDepth depth, Runnable beforeEach) {
        return read(bytes, depth, beforeEach, Integer.MAX_VALUE);
    }

    private static JarReading read(byte[] bytes, ClassDepth depth, Runnable beforeEach, long unpackedAtMost) {
        try {
            Path file = Files.createTempFile("sample", ".jar");
            try {
                return JarReader.read(Files.write(file, bytes), depth, beforeEach, unpackedAtMost);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
