package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class InstallationTest {

    private static final String SITE_PACKAGES = "/opt/venv/lib/python3.11/site-packages/";
    private static final VirtualEnvironment ENVIRONMENT = new VirtualEnvironment(
            UnixPath.of("/opt/venv"), new PythonVersion(new PythonMinor(11), 2), UnixPath.of("/usr/bin/python3.11"));

    @TempDir
    private Path folder;

    private final FileTree tree = new FileTree();

    @Test
    void bytesStayWhereTheWheelHasThem() throws IOException {
        String text = "text ".repeat(1000);
        WheelBuilder wheel = new WheelBuilder("a", "1").file("a/x.py", text).stored("a/y.jar", text);

        install(wheel);

        RegularFile deflated = file(SITE_PACKAGES + "a/x.py");
        RegularFile stored = file(SITE_PACKAGES + "a/y.jar");
        assertThat(deflated.content()).isInstanceOf(Content.Deflated.class);
        assertThat(stored.content()).isInstanceOf(Content.Stored.class);
        assertThat(textOf(SITE_PACKAGES + "a/x.py")).isEqualTo(text);
        assertThat(textOf(SITE_PACKAGES + "a/y.jar")).isEqualTo(text);
        assertThat(deflated.content().identity()).isEqualTo(Sha256.of(text).hex());
    }

    @Test
    void everySchemeGoesToItsPlace() {
        WheelBuilder wheel = new WheelBuilder("a", "1");
        wheel.file(wheel.scheme("purelib/p.py"), "1")
                .file(wheel.scheme("platlib/q.so"), "2")
                .file(wheel.scheme("data/share/d.txt"), "3")
                .file(wheel.scheme("headers/h.h"), "4")
                .file(wheel.scheme("scripts/tool"), "binary");

        install(wheel);

        assertThat(file(SITE_PACKAGES + "p.py").mode()).isEqualTo(0644);
        assertThat(file(SITE_PACKAGES + "q.so")).isNotNull();
        assertThat(file("/opt/venv/share/d.txt")).isNotNull();
        assertThat(file("/opt/venv/include/site/python3.11/a/h.h")).isNotNull();
        assertThat(file("/opt/venv/bin/tool").mode()).isEqualTo(0755);
    }

    @Test
    void unknownSchemeIsRefused() {
        WheelBuilder wheel = new WheelBuilder("a", "1");
        wheel.file(wheel.scheme("etc/passwd"), "1");

        assertThat(problemsOfInstalling(wheel))
                .extracting(Problem::code, Problem::what)
                .containsExactly(
                        tuple("PYF-458", "`a-1.data/etc/passwd` in `a-1.dist-info` belongs to no known scheme"));
    }

    @Test
    void fileBesideTheSchemesIsRefused() {
        WheelBuilder wheel = new WheelBuilder("a", "1");
        wheel.file(wheel.scheme("purelib"), "1");

        assertThat(problemsOfInstalling(wheel)).extracting(Problem::code).containsExactly("PYF-458");
    }

    @Test
    void onlyADirectoryHasSchemes() {
        install(new WheelBuilder("a", "1").file("x.data", "1").file("y/z.data/scripts/w", "2"));

        assertThat(file(SITE_PACKAGES + "x.data")).isNotNull();
        assertThat(file(SITE_PACKAGES + "y/z.data/scripts/w")).isNotNull();
    }

    @Test
    void whatTellsOfTheWheelsOwnWayIsLeftOut() {
        WheelBuilder wheel = new WheelBuilder("a", "1").file("a/REQUESTED", "x").file("b/__pycache__.py", "x");
        for (String name : List.of("RECORD.p7s", "REQUESTED", "direct_url.json")) {
            wheel.file(wheel.distInfo(name), "x");
        }
        wheel.file("a/__pycache__/x.pyc", "x");

        install(wheel);

        assertThat(tree.entries().stream()
                        .filter(entry -> entry.node() instanceof RegularFile)
                        .map(entry -> entry.path().value().substring(SITE_PACKAGES.length())))
                .containsExactly(
                        "a/REQUESTED",
                        "a-1.dist-info/INSTALLER",
                        "a-1.dist-info/METADATA",
                        "a-1.dist-info/RECORD",
                        "a-1.dist-info/WHEEL",
                        "b/__pycache__.py");
    }

    @Test
    void sameFileStaysTheFirstDistributionsUnlessItsModeChanges() {
        install(new WheelBuilder("a", "1").file("x/same.sh", "s").file("x/mode.sh", "s"));
        InstalledDistribution second =
                install(new WheelBuilder("b", "1").file("x/same.sh", "s").program("x/mode.sh", "s"));

        assertThat(second.notes()).isEmpty();
        assertThat(originOf(SITE_PACKAGES + "x/same.sh")).isEqualTo("a");
        assertThat(originOf(SITE_PACKAGES + "x/mode.sh")).isEqualTo("b");
        assertThat(file(SITE_PACKAGES + "x/mode.sh").mode()).isEqualTo(0755);
    }

    @Test
    void metadataWithoutAVersionAreRefused() {
        UnpackedWheel wheel = new UnpackedWheel("a-1.dist-info", List.of());

        assertThat(catchThrowableOfType(PyFlinkException.class, () -> new Installation(wheel, tree, ENVIRONMENT))
                        .problems())
                .extracting(Problem::code, Problem::what)
                .containsExactly(tuple("PYF-457", "the METADATA of `a-1.dist-info` has no name or version"));
    }

    @ParameterizedTest
    @CsvSource({
        "'#!python\nx', '#!/opt/venv/bin/python\nx'",
        "'#!pythonw -s\r\nx', '#!/opt/venv/bin/python\nx'",
        "'#!python', '#!/opt/venv/bin/python\n'",
        "'#!/bin/sh\nx', '#!/bin/sh\nx'",
        "'#!/usr/bin/python\nx', '#!/usr/bin/python\nx'",
        "'', ''",
    })
    void placeholderOfScriptsBecomesTheEnvironmentsPython(String script, String installed) throws IOException {
        WheelBuilder wheel = new WheelBuilder("a", "1");
        wheel.file(wheel.scheme("scripts/tool"), script);

        install(wheel);

        assertThat(textOf("/opt/venv/bin/tool")).isEqualTo(installed);
    }

    @Test
    void commandsAreMadeOfConsoleScripts() throws IOException {
        WheelBuilder wheel = new WheelBuilder("a", "1").file("a.py", "def main(): ...");
        wheel.file(wheel.distInfo("entry_points.txt"), "[console_scripts]\ntool = a:main\n[gui_scripts]\ng = a:main\n");

        install(wheel);

        assertThat(textOf("/opt/venv/bin/tool"))
                .startsWith("#!/opt/venv/bin/python\nimport sys\n\nfrom a import main\n");
        assertThat(file("/opt/venv/bin/tool").mode()).isEqualTo(0755);
        assertThat(tree.find(UnixPath.of("/opt/venv/bin/g"))).isEmpty();
    }

    @Test
    void commandThatNamesNoFunctionIsRefused() {
        WheelBuilder wheel = new WheelBuilder("a", "1");
        wheel.file(wheel.distInfo("entry_points.txt"), "[console_scripts]\n../sh = a:main\n");

        assertThat(problemsOfInstalling(wheel))
                .extracting(Problem::code, Problem::what)
                .containsExactly(
                        tuple("PYF-455", "`a-1.dist-info` has a command that names no function: `../sh = a:main`"));
    }

    @Test
    void recordTellsWhatReallyLiesThere() throws IOException {
        WheelBuilder wheel = new WheelBuilder("a", "1").file("a.py", "x").file("__pycache__/a.cpython-311.pyc", "y");
        wheel.file(wheel.scheme("scripts/tool"), "#!python\n")
                .file(wheel.distInfo("INSTALLER"), "pip\n")
                .file(wheel.distInfo("entry_points.txt"), "[console_scripts]\ntool2 = a:main\n")
                .entry(wheel.distInfo("RECORD.jws"), "signature", 0100644, 8);

        install(wheel);

        List<RecordEntry> record = InstallationRecord.parse(textOf(SITE_PACKAGES + "a-1.dist-info/RECORD"))
                .orElseThrow();
        assertThat(record)
                .extracting(RecordEntry::path)
                .containsExactly(
                        "../../../bin/tool",
                        "../../../bin/tool2",
                        "a-1.dist-info/INSTALLER",
                        "a-1.dist-info/METADATA",
                        "a-1.dist-info/RECORD",
                        "a-1.dist-info/WHEEL",
                        "a-1.dist-info/entry_points.txt",
                        "a.py");
        for (RecordEntry entry : record) {
            if (!entry.path().endsWith("/RECORD")) {
                UnixPath path = UnixPath.of(SITE_PACKAGES + "x").resolveLink(entry.path());
                assertThat(entry.states(Sha256.of(textOf(path.value())).bytes()))
                        .as(entry.path())
                        .isTrue();
            }
        }
        assertThat(textOf(SITE_PACKAGES + "a-1.dist-info/INSTALLER")).isEqualTo("pyflink-maven-plugin\n");
    }

    @Test
    void executionBitsAreKeptAndNothingElseOfTheMode() {
        install(new WheelBuilder("a", "1")
                .program("a/run.sh", "x")
                .entry("a/b.py", "y", 0100600, 8)
                .entry("a/c.py", "z", 0755, 8));

        assertThat(file(SITE_PACKAGES + "a/run.sh").mode()).isEqualTo(0755);
        assertThat(file(SITE_PACKAGES + "a/b.py").mode()).isEqualTo(0644);
        assertThat(file(SITE_PACKAGES + "a/c.py").mode()).isEqualTo(0644);
    }

    @Test
    void namespacePackagesOfSeveralWheelsLieTogether() {
        install(new WheelBuilder("a", "1").file("google/a/__init__.py", "1"));
        install(new WheelBuilder("b", "1").file("google/b/__init__.py", "2").file("b.pth", "import b\n"));

        assertThat(file(SITE_PACKAGES + "google/a/__init__.py")).isNotNull();
        assertThat(file(SITE_PACKAGES + "google/b/__init__.py")).isNotNull();
        assertThat(file(SITE_PACKAGES + "b.pth")).isNotNull();
    }

    @Test
    void laterDistributionWinsAndSaysSo() throws IOException {
        InstalledDistribution first =
                install(new WheelBuilder("a", "1").file("cv2/x.py", "1").file("same.py", "s"));
        InstalledDistribution second =
                install(new WheelBuilder("b", "1").file("cv2/x.py", "2").file("same.py", "s"));

        assertThat(first.notes()).isEmpty();
        assertThat(textOf(SITE_PACKAGES + "cv2/x.py")).isEqualTo("2");
        assertThat(second.notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("PYF-456");
            assertThat(note.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(note.what()).isEqualTo("`b` has overwritten 1 files of `a`: " + SITE_PACKAGES + "cv2/x.py");
        });
    }

    @Test
    void testsAtTheTopAreOverwrittenWithoutAWarning() {
        install(new WheelBuilder("a", "1").file("tests/__init__.py", "1").file("LICENSE", "1"));
        InstalledDistribution second = install(
                new WheelBuilder("b", "1").file("tests/__init__.py", "2").file("LICENSE", "2"));

        assertThat(second.notes()).extracting(Problem::severity).containsExactly(Problem.Severity.NOTE);
    }

    @Test
    void environmentsOwnFilesCannotBeReplaced() {
        ENVIRONMENT.layOut(tree);
        WheelBuilder script = new WheelBuilder("a", "1");
        script.file(script.scheme("scripts/python"), "evil");
        WheelBuilder configuration = new WheelBuilder("b", "1");
        configuration.file(configuration.scheme("data/pyvenv.cfg"), "evil");

        assertThat(problemsOfInstalling(script)).extracting(Problem::code).containsExactly("PYF-601");
        assertThat(problemsOfInstalling(configuration))
                .extracting(Problem::code)
                .containsExactly("PYF-601");
    }

    @Test
    void nodesBelongToThePythonLayerAndTheDistribution() {
        InstalledDistribution installed = install(new WheelBuilder("Some_Name", "1.0").file("a.py", "x"));

        assertThat(installed.name()).isEqualTo(new NormalizedName("some-name"));
        assertThat(installed.version()).isEqualTo("1.0");
        assertThat(tree.find(UnixPath.of(SITE_PACKAGES + "a.py")).orElseThrow().origin())
                .isEqualTo(new Origin(LayerKind.PYTHON_PACKAGES, "some-name"));
    }

    @Test
    void pipIsALayerOfItsOwnWithItsCommands() {
        install(new WheelBuilder("pip", "26.0")
                .file("pip/__init__.py", "")
                .file("pip-26.0.dist-info/entry_points.txt", "[console_scripts]\npip = pip:main\npip3 = pip:main\n"));

        assertThat(tree.slices()).extracting(FileTree.Slice::name).containsExactly(LayerName.of(LayerKind.PIP));
        assertThat(List.of("pip", "pip3", "pip3.11"))
                .allSatisfy(
                        name -> assertThat(file("/opt/venv/bin/" + name).mode()).isEqualTo(0755));
        assertThat(LayerKind.PIP).isGreaterThan(LayerKind.INTERPRETER).isLessThan(LayerKind.PYTHON_PACKAGES);
    }

    private String originOf(String path) {
        return tree.find(UnixPath.of(path)).orElseThrow().origin().name();
    }

    private RegularFile file(String path) {
        FileNode node = tree.find(UnixPath.of(path))
                .orElseThrow(() -> new AssertionError(path))
                .node();
        return (RegularFile) node;
    }

    private String textOf(String path) throws IOException {
        return new String(file(path).content().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private InstalledDistribution install(WheelBuilder wheel) {
        return open(wheel).install(tree, ENVIRONMENT);
    }

    private WheelFile open(WheelBuilder builder) {
        try {
            Path wheel = builder.write(folder);
            return WheelFile.open(wheel, index(wheel));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path index(Path wheel) throws IOException {
        Path index = folder.resolve(wheel.getFileName() + ".index");
        WheelFile.index(wheel, wheel.getFileName().toString(), index);
        return index;
    }

    private List<Problem> problemsOfInstalling(WheelBuilder builder) {
        WheelFile wheel = open(builder);
        return catchThrowableOfType(PyFlinkException.class, () -> wheel.install(tree, ENVIRONMENT))
                .problems();
    }
}
