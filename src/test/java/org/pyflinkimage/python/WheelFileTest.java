package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class WheelFileTest {

    private static final String SITE_PACKAGES = "/opt/venv/lib/python3.11/site-packages/";
    private static final VirtualEnvironment ENVIRONMENT = new VirtualEnvironment(
            UnixPath.of("/opt/venv"), new PythonMinor(11), "3.11.2", UnixPath.of("/usr/bin/python3.11"));

    @TempDir
    private Path folder;

    private final FileTree tree = new FileTree();

    @Nested
    class Checking {

        @ParameterizedTest
        @ValueSource(strings = {"../evil.py", "/etc/evil", "a/../../evil.py", "..", "a/.."})
        void entryThatLeavesTheWheelIsRefused(String path) {
            assertThat(problems(new WheelBuilder("a", "1").entry(path, "x", 0100644, 8)))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.what()).contains(path, "a-1-py3-none-any.whl"))
                    .extracting(Problem::code)
                    .isEqualTo("PYF-454");
        }

        @ParameterizedTest
        @CsvSource({"0120777", "0020644", "0060644", "0010644"})
        void linksAndDevicesAreRefused(String mode) {
            assertThat(problems(new WheelBuilder("a", "1").entry("a/x", "/etc/passwd", Integer.parseInt(mode, 8), 8)))
                    .extracting(Problem::code, Problem::what)
                    .containsExactly(tuple("PYF-454", "`a/x` in `a-1-py3-none-any.whl` is no regular file"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a/x", "./a/x", "a//x"})
        void oneFileTwiceIsRefused(String secondName) {
            WheelBuilder wheel = new WheelBuilder("a", "1").file("a/x", "1").entry(secondName, "2", 0100644, 8);

            assertThat(problems(wheel))
                    .extracting(Problem::what)
                    .contains("`%s` in `a-1-py3-none-any.whl` is there twice".formatted(secondName));
        }

        @Test
        void encryptedEntryIsRefused() throws IOException {
            Path file = new WheelBuilder("a", "1").file("a.py", "x").write(folder);
            byte[] bytes = Files.readAllBytes(file);
            int central = indexOf(bytes, "PK\001\002");
            bytes[central + 8] |= 1;
            bytes[6] |= 1;
            Files.write(file, bytes);

            assertThat(problems(file)).extracting(Problem::what).anyMatch(what -> what.endsWith("is encrypted"));
        }

        @Test
        void unknownCompressionIsRefused() throws IOException {
            Path file = new WheelBuilder("a", "1").file("a.py", "x").write(folder);
            byte[] bytes = Files.readAllBytes(file);
            bytes[indexOf(bytes, "PK\001\002") + 10] = 12;
            Files.write(file, bytes);

            assertThat(problems(file)).extracting(Problem::what).anyMatch(what -> what.contains("unknown method 12"));
        }

        @Test
        void everyDifferenceFromTheRecordIsNamed() {
            WheelBuilder wheel = new WheelBuilder("a", "1")
                    .file("changed.py", "x")
                    .file("unlisted.py", "x")
                    .file("weak.py", "x")
                    .file("grown.py", "x")
                    .recordLine("changed.py", "changed.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,1\n")
                    .recordLine("unlisted.py", "")
                    .recordLine("weak.py", "weak.py,md5=nds-UGjUe__Z8K40yOPVSA,1\n")
                    .recordLine(
                            "grown.py",
                            InstallationRecord.write(List.of(RecordEntry.of("grown.py", Sha256.of("x"), 2))))
                    .recordLine("gone.py", "gone.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n");

            List<Problem> problems = problems(wheel);

            assertThat(problems).extracting(Problem::code).containsOnly("PYF-451");
            assertThat(problems)
                    .extracting(Problem::what)
                    .containsExactly(
                            "`changed.py` in `a-1-py3-none-any.whl` differs from what is stated in RECORD",
                            "`grown.py` in `a-1-py3-none-any.whl` differs from what is stated in RECORD",
                            "`unlisted.py` in `a-1-py3-none-any.whl` is not listed in RECORD",
                            "`weak.py` in `a-1-py3-none-any.whl` has no SHA-256 sum in RECORD",
                            "`gone.py` in `a-1-py3-none-any.whl` is missing, though listed in RECORD");
        }

        @Test
        void strongerSumsAreChecked() {
            String sum =
                    "sha512=z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg_SpIdNs6c5H0NE8XYXysP-DGNKHfuwvY7kxvUdBeoGlODJ6-SfaPg";
            WheelBuilder right = new WheelBuilder("a", "1").file("e.py", "").recordLine("e.py", "e.py," + sum + ",0\n");
            WheelBuilder wrong =
                    new WheelBuilder("b", "1").file("e.py", "x").recordLine("e.py", "e.py," + sum + ",1\n");

            assertThat(open(right)).isNotNull();
            assertThat(problems(wrong)).extracting(Problem::code).containsExactly("PYF-451");
        }

        @Test
        void withoutRecordThereIsNoWheel() {
            assertThat(problems(new WheelBuilder("a", "1").withoutRecord()))
                    .extracting(Problem::code)
                    .containsExactly("PYF-451");
        }

        @Test
        void nameAndVersionHaveToAgree() {
            WheelBuilder wheel = new WheelBuilder("a", "1");
            Path file = wheel.write(folder);

            assertThat(problems(file, "b-1-py3-none-any.whl"))
                    .extracting(Problem::code)
                    .containsExactly("PYF-452", "PYF-452");
            assertThat(problems(file, "a-2-py3-none-any.whl"))
                    .extracting(Problem::code)
                    .containsExactly("PYF-452", "PYF-452");
            assertThat(problems(file, "A-1.0-py3-none-any.whl")).isEmpty();
            assertThat(problems(file, "a.zip")).extracting(Problem::code).containsExactly("PYF-450");
        }

        @Test
        void metadataOfAnotherDistributionIsRefused() {
            WheelBuilder wheel = new WheelBuilder("a", "1");
            wheel.file(wheel.distInfo("METADATA"), "Name: b\nVersion: 1\n");

            assertThat(problems(wheel))
                    .extracting(Problem::what)
                    .containsExactly("`a-1-py3-none-any.whl` is `b` `1` inside, by its METADATA");
        }

        @Test
        void twoDistInfoDirectoriesAreRefused() {
            assertThat(problems(new WheelBuilder("a", "1").file("b-1.dist-info/METADATA", "Name: b\nVersion: 1\n")))
                    .extracting(Problem::code)
                    .containsExactly("PYF-452");
        }

        @ParameterizedTest
        @CsvSource({"1.0, true", "1.9, true", "2.0, false", "'', false", "x, false"})
        void onlyKnownFormatsAreRead(String version, boolean readable) {
            WheelBuilder wheel = new WheelBuilder("a", "1");
            wheel.file(wheel.distInfo("WHEEL"), "wheel-version: " + version + "\n");

            assertThat(problems(wheel)).extracting(Problem::code).isEqualTo(readable ? List.of() : List.of("PYF-453"));
        }

        @Test
        void damagedWheelIsRefusedWhereverItIsDamaged() throws IOException {
            Path file = new WheelBuilder("a", "1")
                    .file("a.py", "print(1)\n".repeat(300))
                    .write(folder);
            byte[] whole = Files.readAllBytes(file);
            int start = indexOf(whole, "a.py") + "a.py".length();

            for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertThat(problems(file))
                        .as("%d bytes", length)
                        .extracting(Problem::code)
                        .containsExactly("PYF-450");
            }
            byte[] flipped = whole.clone();
            flipped[start + 8] ^= 0x10;
            Files.write(file, flipped);
            assertThat(problems(file)).isNotEmpty();
        }
    }

    @Nested
    class Index {

        @Test
        void belongsToOneWheelOnly() throws IOException {
            Path wheel = new WheelBuilder("a", "1").file("a.py", "x").write(folder);
            Path index = index(wheel);
            Files.write(wheel, Arrays.copyOf(Files.readAllBytes(wheel), 50));

            PyFlinkException exception =
                    catchThrowableOfType(PyFlinkException.class, () -> WheelFile.open(wheel, index));

            assertThat(exception.problems()).extracting(Problem::code).containsExactly("PYF-459");
        }

        @Test
        void truncatedIndexIsNotTakenForAWholeOne() throws IOException {
            Path wheel = new WheelBuilder("a", "1").file("a.py", "x").write(folder);
            Path index = index(wheel);
            byte[] whole = Files.readAllBytes(index);

            for (int length = 0; length < whole.length; length++) {
                Files.write(index, Arrays.copyOf(whole, length));
                PyFlinkException exception =
                        catchThrowableOfType(PyFlinkException.class, () -> WheelFile.open(wheel, index));
                assertThat(exception).as("%d bytes", length).isNotNull();
            }
        }
    }

    @Nested
    class Installing {

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

            assertThat(problemsOfInstalling(wheel)).extracting(Problem::code).containsExactly("PYF-458");
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
            wheel.file(
                    wheel.distInfo("entry_points.txt"),
                    "[console_scripts]\ntool = a:main\n[gui_scripts]\ng = a:main\n");

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

            assertThat(problemsOfInstalling(wheel)).extracting(Problem::code).containsExactly("PYF-455");
        }

        @Test
        void recordTellsWhatReallyLiesThere() throws IOException {
            WheelBuilder wheel =
                    new WheelBuilder("a", "1").file("a.py", "x").file("__pycache__/a.cpython-311.pyc", "y");
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
            assertThat(tree.find(UnixPath.of(SITE_PACKAGES + "a.py"))
                            .orElseThrow()
                            .origin())
                    .isEqualTo(new Origin(LayerName.PYTHON_PACKAGES, "some-name"));
        }
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

    private List<Problem> problems(WheelBuilder wheel) {
        return problems(wheel.write(folder));
    }

    private List<Problem> problems(Path wheel) {
        return problems(wheel, wheel.getFileName().toString());
    }

    private List<Problem> problems(Path wheel, String fileName) {
        PyFlinkException exception = catchThrowableOfType(
                PyFlinkException.class, () -> WheelFile.index(wheel, fileName, folder.resolve("index")));
        return exception == null ? List.of() : exception.problems();
    }

    private List<Problem> problemsOfInstalling(WheelBuilder builder) {
        WheelFile wheel = open(builder);
        return catchThrowableOfType(PyFlinkException.class, () -> wheel.install(tree, ENVIRONMENT))
                .problems();
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
