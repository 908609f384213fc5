package org.pyflinkimage.resolve.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Folders of sources on disk, and what is in the wheels that are made of them. */
final class FolderScene {

    private FolderScene() {}

    /** Writes files; the name of an executable one ends in a star. */
    static void write(Path folder, Map<String, String> files) {
        files.forEach((name, text) -> {
            Path file = folder.resolve(name.replaceFirst("\\*$", ""));
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
                if (name.endsWith("*")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The files of a wheel with their texts; the name of an executable one ends in a star. */
    static SortedMap<String, String> read(Path wheel) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(wheel).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String mark = (entry.getUnixMode() & 0111) == 0 ? "" : "*";
                files.put(
                        entry.getName() + mark,
                        new String(zip.getInputStream(entry).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
