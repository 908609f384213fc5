package org.pyflinkimage.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The requirements that a wheel's METADATA declares. */
final class WheelMetadata {

    private WheelMetadata() {}

    /** The values of {@code Requires-Dist}, without those of extras. */
    static List<String> requirements(Path wheel) {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry metadata = zip.stream()
                    .filter(entry -> entry.getName().matches("[^/]+\\.dist-info/METADATA"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no METADATA in " + wheel));
            String text = new String(zip.getInputStream(metadata).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .takeWhile(line -> !line.isBlank())
                    .filter(line -> line.startsWith("Requires-Dist:") && !line.matches(".*\\bextra\\s*==.*"))
                    .map(line -> line.substring("Requires-Dist:".length()).strip())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
