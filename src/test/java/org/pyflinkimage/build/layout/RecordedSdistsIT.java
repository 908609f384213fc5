package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.python.PackedSdist;
import org.pyflinkimage.python.VirtualEnvironment;
import org.pyflinkimage.resolve.python.PythonResolution;
import org.pyflinkimage.resolve.python.RealResolution;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/**
 * Packages that an index has no wheel of, resolved by a real uv and laid out without running them: the files, modes and METADATA are
 * those that pip installed on the day that {@code sdists.json} names. Their source distributions come over the network.
 */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class RecordedSdistsIT {

    /** Who made it, what nobody installs by, and what a setuptools of an earlier day left in the archive. */
    private static final Set<String> OTHERS =
            Set.of("metadata-version", "dynamic", "import-name", "import-namespace", "requires", "provides");

    private static final Set<String> OWN =
            Set.of("INSTALLER", "RECORD", "REQUESTED", "direct_url.json", "WHEEL", "METADATA", "entry_points.txt");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"']*://[^\\s<>\"']*");

    @TempDir
    Path folder;

    @Test
    void whatIsInstalledIsThatOfPip() throws IOException {
        JsonNode cases = recorded();
        List<String> names = new ArrayList<>();
        cases.fieldNames().forEachRemaining(names::add);
        assertThat(names).hasSizeGreaterThan(20);
        FileArtifactStore store = new FileArtifactStore(folder.resolve("store"));

        PythonResolution resolution = new RealResolution(store).of(names);

        List<String> seen = new ArrayList<>();
        for (String requirement : names) {
            JsonNode one = cases.path(requirement);
            Sdist sdist = resolution.distributions().stream()
                    .filter(it ->
                            it instanceof Sdist && it.title().equals(requirement.split("==", 2)[0]))
                    .map(Sdist.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no source distribution of " + requirement));
            assertThat(sdist.sha256().hex()).isEqualTo(one.path("sdist").asText());
            assertInstalled(
                    requirement,
                    one,
                    sdist,
                    store.find(sdist.sha256(), sdist.size()).orElseThrow());
            seen.add(requirement);
        }
        assertThat(seen).isEqualTo(names);
    }

    private static JsonNode recorded() throws IOException {
        try (InputStream stream = RecordedSdistsIT.class.getResourceAsStream("sdists.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream)).path("cases");
        }
    }

    private void assertInstalled(String requirement, JsonNode one, Sdist sdist, Path file) throws IOException {
        VirtualEnvironment environment = new VirtualEnvironment(
                ImagePaths.VIRTUAL_ENVIRONMENT, Plans.BOOKWORM.python(), UnixPath.of("/usr/bin/python3.11"));
        String key = SdistForms.key(sdist);
        Path packed = folder.resolve(key);
        new SdistForms(true).pack(sdist, file, packed, key);
        FileTree tree = new FileTree();
        PackedSdist.install(packed, tree, environment);

        SortedMap<String, String> expected = new TreeMap<>();
        one.path("files")
                .properties()
                .forEach(each -> expected.put(each.getKey(), each.getValue().asText()));
        expected.keySet().removeIf(name -> name.matches(".*\\.dist-info/(zip-safe|pbr\\.json)"));
        SortedMap<String, String> actual = new TreeMap<>();
        String metadata = "";
        String entryPoints = "";
        String packages = environment.sitePackages().value() + "/";
        String commands = ImagePaths.VIRTUAL_ENVIRONMENT.value() + "/bin/";
        Set<String> generated = new TreeSet<>();
        for (FileTree.Entry entry : tree.entries()) {
            if (!(entry.node() instanceof RegularFile regular)) {
                continue;
            }
            byte[] bytes;
            try (InputStream stream = regular.content().open()) {
                bytes = stream.readAllBytes();
            }
            String path = entry.path().value();
            String name = path.startsWith(packages)
                    ? path.substring(packages.length())
                    : "bin/" + path.substring(commands.length());
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (name.endsWith(".dist-info/METADATA")) {
                metadata = text;
            } else if (name.endsWith(".dist-info/entry_points.txt")) {
                entryPoints = text;
            }
            if (!OWN.contains(name.replaceFirst(".*\\.dist-info/", ""))) {
                String mark = (regular.mode() & 0111) == 0 ? "" : "*";
                actual.put(name + mark, sum(name, bytes));
            }
        }
        String empty = Sha256.of("").hex();
        expected.forEach((name, sum) -> {
            if (sum.equals(empty) && name.startsWith("bin/")) {
                generated.add(name);
            }
        });
        generated.forEach(name -> actual.computeIfPresent(name, (same, sum) -> empty));
        assertThat(actual).as(requirement).isEqualTo(expected);
        assertThat(List.of(entryPoints.strip().split("\\s+", -1)))
                .as(requirement)
                .containsExactlyInAnyOrderElementsOf(texts(one.path("entry points")));
        String[] parts = metadata.split("\n\n", 2);
        assertThat(fields(List.of(parts[0].split("\n", -1))))
                .as(requirement)
                .isEqualTo(fields(texts(one.path("metadata"))));
        assertThat(Sha256.of((parts.length < 2 ? "" : parts[1].strip()).getBytes(StandardCharsets.UTF_8))
                        .hex())
                .as(requirement)
                .isEqualTo(one.path("description").asText());
    }

    /** Of a command the first line names the Python. */
    private static String sum(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String body = name.startsWith("bin/") ? text.substring(text.indexOf('\n') + 1) : text;
        return Sha256.of(body.getBytes(StandardCharsets.ISO_8859_1)).hex();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts.isEmpty() ? List.of("") : texts;
    }

    /** What fields mean, whatever their order and their blanks. */
    private static Map<String, SortedSet<String>> fields(List<String> lines) {
        SortedMap<String, SortedSet<String>> fields = new TreeMap<>();
        String name = "";
        for (String line : lines) {
            boolean more = line.startsWith(" ");
            name = more ? name : line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
            String value = (more ? line : line.replaceFirst("[^:]*:", "")).strip();
            String told = ADDRESS.matcher(value)
                    .replaceAll(found -> Sha256.of(found.group()).hex());
            String form = name.equals("requires-dist") || name.equals("requires-python") ? compared(told) : told;
            if (!OTHERS.contains(name) && !form.isEmpty()) {
                fields.computeIfAbsent(name, key -> new TreeSet<>()).add(form);
            }
        }
        return fields;
    }

    private static String compared(String requirement) {
        return Stream.of(requirement
                        .replaceAll("[()\"'\\s]", "")
                        .toLowerCase(Locale.ROOT)
                        .split("[,;]|and", -1))
                .sorted()
                .toList()
                .toString();
    }
}
