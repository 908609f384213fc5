package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.SdistRecipe.Tree;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class SdistRecipeTest {

    private static final String SITE_PACKAGES = "/opt/venv/lib/python3.11/site-packages/";
    private static final VirtualEnvironment ENVIRONMENT = new VirtualEnvironment(
            UnixPath.of("/opt/venv"), new PythonVersion(new PythonMinor(11), 2), UnixPath.of("/usr/bin/python3.11"));

    @TempDir
    private Path folder;

    private final FileTree tree = new FileTree();
    private final Map<String, String> files =
            new LinkedHashMap<>(Map.of("PKG-INFO", "Name: Some.Name\nVersion: 1.0\n\nText\n"));

    @Test
    void installsWhatTheRecipeNamesAndNothingElse() throws IOException {
        files.put("setup.py", "raise SystemExit");
        files.put("src/a/__init__.py", "a");
        files.put("src/a/b/c.py", "c");
        files.put("src/ab", "no");
        files.put("one.py", "one");
        files.put("deps/x.jar", "jar");
        files.put("bin/tool", "#!/usr/bin/env python3\nprint()\n");
        files.put("LICENSE.txt", "license");
        SdistRecipe recipe = recipe(
                List.of(
                        new Tree("src/a", "a", false),
                        new Tree("one.py", "one.py", false),
                        new Tree("deps", "a/lib", false),
                        new Tree("none", "none", true)),
                List.of("bin/tool"));

        InstalledDistribution installed = install(recipe, tar());

        assertThat(paths())
                .containsExactly(
                        "/opt/venv/bin/tool",
                        SITE_PACKAGES + "a/__init__.py",
                        SITE_PACKAGES + "a/b/c.py",
                        SITE_PACKAGES + "a/lib/x.jar",
                        SITE_PACKAGES + "one.py",
                        SITE_PACKAGES + "some_name-1.0.dist-info/INSTALLER",
                        SITE_PACKAGES + "some_name-1.0.dist-info/METADATA",
                        SITE_PACKAGES + "some_name-1.0.dist-info/RECORD",
                        SITE_PACKAGES + "some_name-1.0.dist-info/WHEEL",
                        SITE_PACKAGES + "some_name-1.0.dist-info/licenses/LICENSE.txt",
                        SITE_PACKAGES + "some_name-1.0.dist-info/top_level.txt");
        assertThat(installed.name()).hasToString("some-name");
        assertThat(textOf("/opt/venv/bin/tool")).isEqualTo("#!/opt/venv/bin/python\nprint()\n");
        assertThat(textOf(SITE_PACKAGES + "some_name-1.0.dist-info/top_level.txt"))
                .isEqualTo("a\none\n");
        assertThat(content(SITE_PACKAGES + "a/lib/x.jar")).isInstanceOf(Content.Stored.class);
        assertThat(content(SITE_PACKAGES + "a/b/c.py")).isInstanceOf(Content.Deflated.class);
    }

    @Test
    void programsOfTheSourceDistributionStayPrograms() throws IOException {
        files.put("a/run.sh", "run");
        files.put("a/read.py", "read");

        install(recipe(List.of(new Tree("a", "a", false)), List.of()), tar());

        assertThat(modeOf(SITE_PACKAGES + "a/run.sh")).isEqualTo(0755);
        assertThat(modeOf(SITE_PACKAGES + "a/read.py")).isEqualTo(0644);
    }

    @Test
    void zipIsReadAsTarIs() throws IOException {
        files.put("a/__init__.py", "a");
        SdistRecipe recipe = recipe(List.of(new Tree("a", "a", false)), List.of());

        install(recipe, zip());

        assertThat(textOf(SITE_PACKAGES + "a/__init__.py")).isEqualTo("a");
    }

    @Test
    void scriptMayBePartOfAPackageToo() throws IOException {
        files.put("a/find.py", "#!/usr/bin/python\n");
        SdistRecipe recipe = recipe(List.of(new Tree("a", "a", false)), List.of("a/find.py"));

        install(recipe, tar());

        assertThat(textOf(SITE_PACKAGES + "a/find.py")).isEqualTo("#!/usr/bin/python\n");
        assertThat(textOf("/opt/venv/bin/find.py")).isEqualTo("#!/opt/venv/bin/python\n");
    }

    @Test
    void requirementsComeFromTheEggInfo() throws IOException {
        files.put("some_name.egg-info/requires.txt", """
                six>=1.9

                [:python_version < "3.7"]
                numpy<1.20

                [avro]
                fastavro

                [test:os_name == "nt" or os_name == "x"]
                mock
                """);
        files.put("some_name.egg-info/entry_points.txt", "[console_scripts]\ntool = a.b:main\n");
        files.put("a.py", "a");

        InstalledDistribution installed = install(recipe(List.of(new Tree("a.py", "a.py", false)), List.of()), tar());

        assertThat(textOf(SITE_PACKAGES + "some_name-1.0.dist-info/METADATA")).isEqualTo("""
                Name: Some.Name
                Requires-Dist: six>=1.9
                Requires-Dist: numpy<1.20; python_version < "3.7"
                Requires-Dist: fastavro; extra == "avro"
                Requires-Dist: mock; (os_name == "nt" or os_name == "x") and extra == "test"
                Version: 1.0

                Text
                """);
        assertThat(installed.requires()).hasSize(4);
        assertThat(textOf("/opt/venv/bin/tool")).contains("from a.b import main");
    }

    @Test
    void recipesRequirementsServeWhereTheFilesAreSilent() throws IOException {
        files.put("a.py", "a");
        SdistRecipe silent = recipe(List.of(new Tree("a.py", "a.py", false)), List.of());
        SdistRecipe recipe = new SdistRecipe(
                silent.name(),
                silent.versions(),
                silent.trees(),
                List.of(),
                List.of("six"),
                silent.sums(),
                "x",
                silent.checked());

        assertThat(install(recipe, tar()).requires())
                .extracting(Requirement::toString)
                .containsExactly("six");
    }

    @Test
    void missingPartsAreAllNamed() throws IOException {
        SdistRecipe recipe = recipe(List.of(new Tree("a", "a", false), new Tree("b", "b", true)), List.of("bin/tool"));

        assertThat(problems(recipe, tar()))
                .extracting(Problem::what)
                .containsExactly(
                        "the source distribution of `some-name` has no `a`, which is to be installed",
                        "the source distribution of `some-name` has no `bin/tool`, which is to be installed");
    }

    @ParameterizedTest
    @CsvSource({
        "'Name: other\nVersion: 1.0\n', PYF-462",
        "'Name: some-name\n', PYF-462",
        "'Name: some-name\nVersion: 3\n', PYF-463"
    })
    void anotherDistributionOrVersionIsRefused(String description, String code) throws IOException {
        files.put("PKG-INFO", description);

        assertThat(problems(recipe(List.of(), List.of()), tar()))
                .extracting(Problem::code)
                .containsExactly(code);
    }

    @Test
    void fileThatTheRecipeWasNotCheckedWithIsRefused() throws IOException {
        Path sdist = tar();
        SdistRecipe right = pinned(Sha256.of(sdist));
        SdistRecipe wrong = pinned(Sha256.of("another"));

        assertThat(problems(right, sdist)).isEmpty();
        assertThat(problems(wrong, sdist)).extracting(Problem::code).containsExactly("PYF-460");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../../evil"})
    void entryThatLeavesTheArchiveIsRefused(String path) throws IOException {
        files.put(path, "x");

        assertThat(problems(recipe(List.of(), List.of()), tar()))
                .extracting(Problem::code)
                .containsExactly("PYF-454");
        assertThat(problems(recipe(List.of(), List.of()), zip()))
                .extracting(Problem::code)
                .containsExactly("PYF-454");
    }

    @Test
    void keyDiffersBySourceAndByRecipe() {
        SdistRecipe one = recipe(List.of(new Tree("a", "a", false)), List.of());
        SdistRecipe other = recipe(List.of(new Tree("a", "b", false)), List.of());
        Sha256 sum = Sha256.of("x");

        assertThat(one.packedKey(sum)).isNotEqualTo(other.packedKey(sum)).isNotEqualTo(one.packedKey(Sha256.of("y")));
        assertThat(one.packedKey(sum)).matches("[0-9a-f-]+");
    }

    private static SdistRecipe recipe(List<Tree> trees, List<String> scripts) {
        return new SdistRecipe(
                new NormalizedName("some-name"),
                SpecifierSet.parse("<2").orElseThrow(),
                trees,
                scripts,
                List.of(),
                new TreeMap<>(),
                "a test",
                LocalDate.of(2026, 11, 25));
    }

    private static SdistRecipe pinned(Sha256 sum) {
        SdistRecipe recipe = recipe(List.of(), List.of());
        SortedMap<String, Sha256> sums = new TreeMap<>(Map.of("1.0", sum));
        return new SdistRecipe(
                recipe.name(),
                recipe.versions(),
                List.of(),
                List.of(),
                List.of(),
                sums,
                "a test",
                LocalDate.of(2026, 11, 25));
    }

    private InstalledDistribution install(SdistRecipe recipe, Path sdist) throws IOException {
        Path packed = folder.resolve("packed");
        recipe.pack("1.0", sdist, packed, "packed");
        return PackedSdist.install(packed, tree, ENVIRONMENT);
    }

    private List<Problem> problems(SdistRecipe recipe, Path sdist) {
        PyFlinkException exception = catchThrowableOfType(
                PyFlinkException.class, () -> recipe.pack("1.0", sdist, folder.resolve("packed"), "packed"));
        return exception == null ? List.of() : exception.problems();
    }

    private List<String> paths() {
        return tree.entries().stream()
                .filter(entry -> entry.node() instanceof RegularFile)
                .map(entry -> entry.path().value())
                .toList();
    }

    private int modeOf(String path) {
        return tree.find(UnixPath.of(path)).orElseThrow().node().mode();
    }

    private Content content(String path) {
        return ((RegularFile) tree.find(UnixPath.of(path)).orElseThrow().node()).content();
    }

    private String textOf(String path) throws IOException {
        return new String(content(path).open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Path tar() throws IOException {
        Path file = folder.resolve("sdist.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                byte[] bytes = entry.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry tarEntry = new TarArchiveEntry("some-name-1.0/" + entry.getKey());
                tarEntry.setSize(bytes.length);
                tarEntry.setMode(entry.getKey().endsWith(".sh") ? 0755 : 0644);
                tar.putArchiveEntry(tarEntry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    private Path zip() throws IOException {
        Path file = folder.resolve("sdist.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("some-name-1.0/" + entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }
}
