package org.pyflinkimage.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.pyflinkimage.value.Sha256;

/** Makes small wheels, right ones and wrong ones. */
public final class WheelBuilder {

    private record Part(String path, String text, int mode, int method) {
        private byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final String name;
    private final String version;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, String> recordLines = new LinkedHashMap<>();
    private boolean withRecord = true;

    /** A wheel with METADATA and WHEEL. */
    public WheelBuilder(String name, String version) {
        this.name = name;
        this.version = version;
        file(distInfo("METADATA"), "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name, version));
        file(distInfo("WHEEL"), "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    }

    public String fileName() {
        return "%s-%s-py3-none-any.whl".formatted(name, version);
    }

    /** The path of a file that tells of the distribution. */
    public String distInfo(String file) {
        return "%s-%s.dist-info/%s".formatted(name, version, file);
    }

    /** The path of a file that is to lie elsewhere: {@code scripts/run.sh}. */
    public String scheme(String path) {
        return "%s-%s.data/%s".formatted(name, version, path);
    }

    /** A deflated file; replaces one that is there. */
    public WheelBuilder file(String path, String text) {
        parts.removeIf(part -> part.path().equals(path));
        return entry(path, text, 0100644, ZipEntry.DEFLATED);
    }

    WheelBuilder stored(String path, String text) {
        return entry(path, text, 0100644, ZipEntry.STORED);
    }

    WheelBuilder program(String path, String text) {
        return entry(path, text, 0100755, ZipEntry.DEFLATED);
    }

    /** An entry as it is told, also a second one of its name. */
    public WheelBuilder entry(String path, String text, int mode, int method) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parts.add(new Part(path, text, mode, method));
        recordLines.put(path, InstallationRecord.write(List.of(RecordEntry.of(path, Sha256.of(bytes), bytes.length))));
        return this;
    }

    /** States something else in RECORD, or nothing where the line is empty. */
    public WheelBuilder recordLine(String path, String line) {
        recordLines.put(path, line);
        return this;
    }

    /** Leaves a file out that RECORD lists. */
    public WheelBuilder without(String path) {
        parts.removeIf(part -> part.path().equals(path));
        return this;
    }

    public WheelBuilder withoutRecord() {
        withRecord = false;
        return this;
    }

    public Path write(Path folder) {
        Path file = folder.resolve(fileName());
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            for (Part part : parts) {
                write(zip, part);
            }
            if (withRecord) {
                String record = String.join("", recordLines.values()) + distInfo("RECORD") + ",,\n";
                write(zip, new Part(distInfo("RECORD"), record, 0100644, 8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void write(ZipArchiveOutputStream zip, Part part) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(part.path());
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        entry.setUnixMode(part.mode());
        entry.setMethod(part.method());
        entry.setSize(part.bytes().length);
        CRC32 crc = new CRC32();
        crc.update(part.bytes());
        entry.setCrc(crc.getValue());
        zip.putArchiveEntry(entry);
        zip.write(part.bytes());
        zip.closeArchiveEntry();
    }
}
