package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.python.VirtualEnvironment;
import org.pyflinkimage.python.WheelFile;
import org.pyflinkimage.resolve.python.PythonResolution;
import org.pyflinkimage.resolve.python.RealResolution;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/**
 * Wheels of many kinds, resolved by a real uv and laid out: the paths, modes, sizes and bytes are those that pip made of the same files on
 * the day that {@code wheels.json} names, METADATA and entry points among them. The wheels come over the network.
 */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class RecordedWheelsIT {

    /** What tells of the installer and its call, and not of the package; RECORD is compared with the files. */
    private static final Set<String> OWN = Set.of("INSTALLER", "RECORD", "REQUESTED", "direct_url.json");

    /** What pip lays out and the plugin does not: a program with windows, which no container shows, and byte code of another day. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "qtconsole==5.7.2", "/bin/jupyter-qtconsole",
            "numpy==2.1.3", "numpy/distutils/__pycache__/");

    private static final Set<String> LARGE = Set.of("tensorflow-cpu==2.20.0");

    private static final Pattern GENERATED = Pattern.compile(
            "#![^\n]*\nimport sys\n\nfrom (\\S+) import \\S+\n\nif __name__ == \"__main__\":\n    sys\\.exit\\((\\S+)\\(\\)\\)\n");

    private static final Pattern FOR_THIS_PYTHON = Pattern.compile("(?s)#![^\n]*/python\n.*");

    private static final VirtualEnvironment ENVIRONMENT = new VirtualEnvironment(
            ImagePaths.VIRTUAL_ENVIRONMENT, Plans.BOOKWORM.python(), UnixPath.of("/usr/bin/python3.11"));

    /** A file of an installed wheel. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    private record Installed(UnixPath path, int mode, byte[] content) {

        /** From site-packages on; of what lies elsewhere from the environment on, behind a slash. */
        String shown() {
            String root = ImagePaths.VIRTUAL_ENVIRONMENT.value();
            String packages = ENVIRONMENT.sitePackages().value() + "/";
            String whole = path.value();
            return whole.startsWith(packages) ? whole.substring(packages.length()) : whole.substring(root.length());
        }

        String name() {
            return path.name();
        }

        boolean isBesideMetadata() {
            return shown().split("/", 2)[0].endsWith(".dist-info");
        }

        /** What stands of it in the recording. */
        String line() {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            Matcher generated = GENERATED.matcher(text);
            boolean command = shown().startsWith("/bin/");
            if (command && generated.matches()) {
                return "%s %s:%s".formatted(Integer.toOctalString(mode), generated.group(1), generated.group(2));
            }
            byte[] told = command && FOR_THIS_PYTHON.matcher(text).matches()
                    ? Arrays.copyOfRange(content, text.indexOf('\n') + 1, content.length)
                    : content;
            return "%s %s %s"
                    .formatted(
                            Integer.toOctalString(mode),
                            told.length,
                            Sha256.of(told).hex());
        }

        /** Its line, or that of all files of the folder, which ends with a slash. */
        String group() {
            String shown = shown();
            if (shown.startsWith("/bin/") || isBesideMetadata()) {
                return shown;
            }
            String folder = shown.substring(0, Math.max(0, shown.lastIndexOf('/')));
            return Arrays.stream(folder.split("/", -1)).limit(3).collect(Collectors.joining("/")) + "/";
        }

        /** What RECORD has to say of it. */
        String record() {
            String sum = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(HexFormat.of().parseHex(Sha256.of(content).hex()));
            return "%s,sha256=%s,%s".formatted(path.relativeTo(ENVIRONMENT.sitePackages()), sum, content.length);
        }
    }

    @TempDir
    private Path folder;

    @Test
    void whatIsInstalledIsThatOfPip() throws IOException {
        List<String> names = names(false);

        assertThat(names).hasSizeGreaterThan(30);
        assertInstalled(names);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "e2e.all",
            matches = "true",
            disabledReason = "half a gigabyte; -De2e.all=true tests it")
    void soIsThatOfLargeOnes() throws IOException {
        assertInstalled(names(true));
    }

    private static List<String> names(boolean large) throws IOException {
        List<String> names = new ArrayList<>();
        recorded().fieldNames().forEachRemaining(names::add);
        assertThat(names).containsAll(LARGE).containsAll(LEFT_OUT.keySet());
        names.removeIf(name -> LARGE.contains(name) != large);
        return names;
    }

    private static JsonNode recorded() throws IOException {
        try (InputStream stream = RecordedWheelsIT.class.getResourceAsStream("wheels.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream)).path("cases");
        }
    }

    private void assertInstalled(List<String> names) throws IOException {
        RealResolution real = new RealResolution(new FileArtifactStore(
                Path.of(System.getProperty("buildDirectory", "target")).resolve("store")));
        PythonResolution resolution = real.of(names);
        SoftAssertions softly = new SoftAssertions();
        for (String name : names) {
            JsonNode one = recorded().path(name);
            Wheel wheel = wheel(resolution, name);
            assertThat(wheel.sha256().hex())
                    .as(name)
                    .isEqualTo(one.path("wheel").asText());
            List<Installed> files = install(wheel, real.fetched(resolution, wheel));
            SortedMap<String, String> expected = new TreeMap<>();
            one.path("files")
                    .properties()
                    .forEach(each -> expected.put(each.getKey(), each.getValue().asText()));
            Optional.ofNullable(LEFT_OUT.get(name))
                    .ifPresent(path ->
                            softly.assertThat(expected.remove(path)).as(name).isNotNull());
            SortedMap<String, String> actual = lines(files);
            expected.entrySet().removeIf(same -> actual.remove(same.getKey(), same.getValue()));
            softly.assertThat(actual).as(name).isEqualTo(expected);
            softly.assertThat(recordOf(files)).as("RECORD of " + name).isEqualTo(expectedRecord(files));
        }
        softly.assertAll();
    }

    private static Wheel wheel(PythonResolution resolution, String requirement) {
        String name = requirement.split("==", 2)[0];
        List<Distribution> found = resolution.distributions().stream()
                .filter(each -> each.name().value().equals(name))
                .toList();
        assertThat(found).as(requirement).singleElement().isInstanceOf(Wheel.class);
        return (Wheel) found.get(0);
    }

    private List<Installed> install(Wheel wheel, Path file) throws IOException {
        Path index = folder.resolve(WheelFile.indexKey(wheel.sha256()));
        WheelFile.index(file, wheel.fileName(), index);
        FileTree tree = new FileTree();
        WheelFile.open(file, index).install(tree, ENVIRONMENT);
        List<Installed> files = new ArrayList<>();
        for (FileTree.Entry entry : tree.entries()) {
            if (entry.node() instanceof RegularFile regular) {
                try (InputStream stream = regular.content().open()) {
                    files.add(new Installed(entry.path(), regular.mode(), stream.readAllBytes()));
                }
            }
        }
        return files;
    }

    private static SortedMap<String, String> lines(List<Installed> files) {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        for (Installed file : files) {
            if (!file.isBesideMetadata() || !OWN.contains(file.name())) {
                String group = file.group();
                String line = group.endsWith("/") ? file.line() + " " + file.shown() : file.line();
                groups.computeIfAbsent(group, key -> new ArrayList<>()).add(line);
            }
        }
        SortedMap<String, String> lines = new TreeMap<>();
        groups.forEach((group, each) -> lines.put(
                group,
                group.endsWith("/")
                        ? "%s files %s"
                                .formatted(
                                        each.size(),
                                        Sha256.of(String.join("\n", new TreeSet<>(each)))
                                                .hex())
                        : each.get(0)));
        return lines;
    }

    private static SortedSet<String> recordOf(List<Installed> files) {
        Installed record = files.stream()
                .filter(file -> file.isBesideMetadata() && file.name().equals("RECORD"))
                .findFirst()
                .orElseThrow();
        return new TreeSet<>(
                new String(record.content(), StandardCharsets.UTF_8).lines().toList());
    }

    private static SortedSet<String> expectedRecord(List<Installed> files) {
        return files.stream()
                .map(file -> file.isBesideMetadata() && file.name().equals("RECORD")
                        ? file.path().relativeTo(ENVIRONMENT.sitePackages()) + ",,"
                        : file.record())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
