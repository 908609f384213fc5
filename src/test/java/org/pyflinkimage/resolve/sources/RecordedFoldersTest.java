package org.pyflinkimage.resolve.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.python.Metadata;
import org.pyflinkimage.python.WheelFile;

/** Wheels of folders are those that pip made of them, with the backends and on the day that {@code folders.json} names. */
class RecordedFoldersTest {

    /** Who wrote it, and for which Pythons: hatchling and flit name Python 2, too. */
    private static final String WHEEL = "WHEEL";

    /**
     * What is not the same: the form's own version; people, whom Poetry and uv tell of in other ways than the standard; what
     * setuptools says of itself ({@code Dynamic}), flit of imports, and Poetry of Pythons that no project named.
     */
    private static final Set<String> OTHERS = Set.of(
            "metadata-version", "author", "author-email", "maintainer", "maintainer-email", "dynamic", "import-name");

    @TempDir
    Path folder;

    private static JsonNode recorded() throws IOException {
        try (InputStream stream = RecordedFoldersTest.class.getResourceAsStream("folders.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream)).path("cases");
        }
    }

    @TestFactory
    Stream<DynamicTest> wheelsAreThoseOfPip() throws IOException {
        JsonNode cases = recorded();
        assertThat(cases.size()).isGreaterThan(30);
        return cases.properties().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey(),
                        () -> assertSame(
                                one.getValue(), folder.resolve(one.getKey().replaceAll("\\W", "-")))));
    }

    private static void assertSame(JsonNode one, Path place) throws IOException {
        FolderScene.write(place.resolve("folder"), texts(one.path("folder")));
        SourceProject.Reading reading = SourceProject.read(place.resolve("folder"));
        assertThat(reading.reason()).isEmpty();
        SourceProject project = reading.project().orElseThrow();
        Path wheel = place.resolve(project.wheelName());

        project.write(wheel);

        assertThat(project.wheelName().replace("-py3-", "-py2.py3-"))
                .isIn(
                        one.at("/wheel/name").asText(),
                        one.at("/wheel/name").asText().replace("-py3-", "-py2.py3-"));
        SortedMap<String, String> expected = texts(one.at("/wheel/files"));
        SortedMap<String, String> actual = FolderScene.read(wheel);
        WheelFile.index(wheel, project.wheelName(), place.resolve("index"));
        actual.keySet().removeIf(name -> name.endsWith(".dist-info/RECORD"));
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, text) ->
                assertThat(form(name, actual.get(name))).as(name).isEqualTo(form(name, text)));
    }

    private static SortedMap<String, String> texts(JsonNode table) {
        SortedMap<String, String> texts = new TreeMap<>();
        table.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** What a file means, where its bytes may differ. */
    private static Object form(String path, String text) {
        String name = path.replaceFirst(".*\\.dist-info/", "");
        return switch (name) {
            case WHEEL -> "";
            case "METADATA" -> metadata(text);
            case "entry_points.txt" ->
                Stream.of(text.replace(" = ", "=").strip().split("\n\n", -1))
                        .map(String::strip)
                        .collect(Collectors.toCollection(TreeSet::new));
            default -> text;
        };
    }

    private static Object metadata(String text) {
        Metadata metadata = Metadata.parse(text).orElseThrow();
        String[] parts = text.split("\n\n", 2);
        SortedMap<String, SortedSet<String>> fields = new TreeMap<>();
        String name = "";
        for (String line : parts[0].split("\n", -1)) {
            String[] sides = line.split(":", 2);
            name = line.startsWith(" ") ? name : sides[0].toLowerCase(java.util.Locale.ROOT);
            boolean ofPoetry = line.matches("Classifier: (Programming Language :: Python :: [0-9.]+|License :: OSI.*)");
            String value = line.startsWith(" ") ? line.strip() : sides.length < 2 ? "" : sides[1].strip();
            if (!OTHERS.contains(name) && !ofPoetry && !value.isEmpty()) {
                fields.computeIfAbsent(name, key -> new TreeSet<>()).add(value);
            }
        }
        fields.computeIfPresent(
                "requires-dist",
                (key, lines) -> metadata.requires().stream()
                        .map(RecordedFoldersTest::requirement)
                        .collect(Collectors.toCollection(TreeSet::new)));
        fields.computeIfPresent(
                "requires-python",
                (key, lines) -> new TreeSet<>(
                        List.of(metadata.requiresPython().orElseThrow().toString())));
        return Map.of(
                "fields",
                fields,
                "description",
                parts.length < 2 ? "" : parts[1].strip(),
                "odd",
                metadata.unreadable());
    }

    private static String requirement(org.pyflinkimage.python.Requirement requirement) {
        String marker = requirement.marker().map(it -> it.text()).orElse("");
        String[] conditions = marker.replaceAll("[()\"']", "")
                .replace("python_full_version", "python_version")
                .split(" and ", -1);
        return requirement
                        .toString()
                        .replace(requirement.writtenName(), requirement.name().value())
                + Stream.of(conditions).map(String::strip).sorted().toList();
    }
}
