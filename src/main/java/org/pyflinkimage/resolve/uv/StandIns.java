package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.uv.UvSession.Question;
import org.pyflinkimage.system.Scratch;

/**
 * Wheels that stand for releases that come as sdists, so that uv may be told to build nothing at all: what it is let choose as an sdist
 * it would build, too, where a wheel names an address of it. They have what their releases require, and nothing to install.
 *
 * @param releases entries of uv's {@code dependency-metadata} with a version each
 * @param folder that has the wheels and nothing else
 */
record StandIns(List<JsonNode> releases, Path folder) {

    private static final String FOLDER = "stand-ins";

    StandIns {
        releases = List.copyOf(releases);
    }

    /** Writes those of releases, and none else. */
    static StandIns write(List<JsonNode> releases, Scratch scratch) {
        scratch.discard(scratch.resolve(FOLDER));
        Path folder = scratch.folder(FOLDER);
        releases.forEach(release -> scratch.write(FOLDER + "/" + fileName(release), wheel(release)));
        return new StandIns(releases, folder);
    }

    /** A question as uv is asked it: it lets nothing come as an sdist. */
    Question question(Question asked, Scratch scratch) {
        Set<String> names = releases.stream().map(StandIns::name).collect(Collectors.toSet());
        List<Path> files = asked.requirements().stream()
                .map(file -> IndexPins.in(file)
                        .flatMap(pins -> pins.pointedTo(folder, names))
                        .map(project -> scratch.write(copyOf(file, scratch), project))
                        .orElse(file))
                .toList();
        return new Question(files, new SdistTable(), asked.target()).with(asked.constraints(), List.of());
    }

    /** A name for another text of a project's file. */
    static String copyOf(Path project, Scratch scratch) {
        Path parent = project.toAbsolutePath().getParent();
        Path copy = scratch.folder("of-" + (parent == null ? "" : parent.getFileName()));
        return copy.getFileName() + "/" + IndexPins.FILE;
    }

    /** Options of uv's command line, which name them. */
    List<String> options() {
        return releases.isEmpty() ? List.of() : List.of("--find-links", folder.toString());
    }

    /** The releases that an answer has one of these wheels of. */
    List<JsonNode> in(JsonNode answer) {
        return releases.stream()
                .filter(release -> answer.path("packages")
                        .valueStream()
                        .filter(entry -> name(entry).equals(name(release)))
                        .flatMap(StandIns::wheelsOf)
                        .anyMatch(fileName(release)::equals))
                .toList();
    }

    /** The names of its files. */
    private static Stream<String> wheelsOf(JsonNode entry) {
        return entry.path("wheels")
                .valueStream()
                .flatMap(wheel -> Stream.of("name", "url", "path")
                        .map(key -> wheel.path(key).asText()))
                .map(place -> place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1));
    }

    static String name(JsonNode release) {
        return release.path("name").asText();
    }

    static String requirement(JsonNode release) {
        return name(release) + "==" + release.path("version").asText();
    }

    private static String stem(JsonNode release) {
        return NormalizedName.of(name(release)).underscored() + "-"
                + release.path("version").asText();
    }

    private static String fileName(JsonNode release) {
        return stem(release) + "-py3-none-any.whl";
    }

    private static byte[] wheel(JsonNode release) {
        StringBuilder metadata = new StringBuilder("Metadata-Version: 2.1\nName: %s\nVersion: %s\n"
                .formatted(name(release), release.path("version").asText()));
        if (release.has("requires-python")) {
            line(metadata, "Requires-Python", release.path("requires-python"));
        }
        release.path("provides-extra").forEach(extra -> line(metadata, "Provides-Extra", extra));
        release.path("requires-dist").forEach(required -> line(metadata, "Requires-Dist", required));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            String folder = stem(release) + ".dist-info/";
            put(zip, folder + "METADATA", metadata.toString());
            put(zip, folder + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            put(zip, folder + "RECORD", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void line(StringBuilder metadata, String field, JsonNode value) {
        metadata.append(field).append(": ").append(value.asText()).append('\n');
    }

    private static void put(ZipOutputStream zip, String path, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
