package org.pyflinkimage.resolve.sources;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.pyflinkimage.value.Sha256;

/**
 * Writes a wheel: the same bytes for the same files, on every machine and at every time. Nothing is compressed, as it is done again for
 * a layer.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/binary-distribution-format/">Binary distribution format</a>
 */
final class WheelWriter {

    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;

    /** What setuptools takes for the first line of a program in Python. */
    private static final Pattern PYTHON = Pattern.compile("\\A#!.*python[0-9.]*(?=[ \\t\\r\\n]|\\z)");

    private final Function<String, Path> places;
    private final String distInfo;
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    private record Entry(Body body, boolean executable) {}

    /** What a file of the wheel has in it. */
    @FunctionalInterface
    private interface Body {
        InputStream open() throws IOException;
    }

    /** @param places where the project's files lie on disk, by their paths */
    WheelWriter(Function<String, Path> places, String distInfo) {
        this.places = places;
        this.distInfo = distInfo;
    }

    void file(String target, Layout.Source source) {
        entries.put(
                target,
                new Entry(
                        () -> {
                            InputStream stream =
                                    Files.newInputStream(places.apply(source.path()), LinkOption.NOFOLLOW_LINKS);
                            return source.script() ? installable(stream) : stream;
                        },
                        source.executable()));
    }

    /** A program whose first line is that of a wheel's, if it is in Python. */
    private static InputStream installable(InputStream stream) throws IOException {
        try (stream) {
            String text = new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
            return new ByteArrayInputStream(
                    PYTHON.matcher(text).replaceFirst("#!python").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Hands over what the wheel has in it, but for RECORD, sorted. */
    void deliver(SourceProject.Sink sink) throws IOException {
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            try (InputStream stream = entry.getValue().body().open()) {
                sink.file(entry.getKey(), entry.getValue().executable(), stream);
            }
        }
    }

    /** A text in the dist-info folder. */
    void text(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        entries.put(distInfo + "/" + name, new Entry(() -> new ByteArrayInputStream(bytes), false));
    }

    void write(Path wheel) throws IOException {
        StringBuilder record = new StringBuilder();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(Files.newOutputStream(wheel))) {
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                try (InputStream stream = entry.getValue().body().open()) {
                    write(zip, entry.getKey(), entry.getValue().executable(), stream.readAllBytes(), record);
                }
            }
            String path = distInfo + "/RECORD";
            record.append(quoted(path)).append(",,\n");
            write(zip, path, false, record.toString().getBytes(StandardCharsets.UTF_8), new StringBuilder());
        }
    }

    private static void write(
            ZipArchiveOutputStream zip, String path, boolean executable, byte[] bytes, StringBuilder record)
            throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(path);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setUnixMode(executable ? PROGRAM : FILE);
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 2, 1, 0, 0));
        zip.putArchiveEntry(entry);
        zip.write(bytes);
        zip.closeArchiveEntry();
        byte[] sum = HexFormat.of().parseHex(Sha256.of(bytes).hex());
        record.append(quoted(path))
                .append(",sha256=")
                .append(Base64.getUrlEncoder().withoutPadding().encodeToString(sum))
                .append(',')
                .append(bytes.length)
                .append('\n');
    }

    private static String quoted(String path) {
        return path.matches("[^\",\\n]*") ? path : "\"" + path.replace("\"", "\"\"") + "\"";
    }
}
