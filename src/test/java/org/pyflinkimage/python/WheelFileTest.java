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
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class WheelFileTest {

    private static final String SITE_PACKAGES = "/opt/venv/lib/python3.11/site-packages/";
    private static final VirtualEnvironment ENVIRONMENT = new VirtualEnvironment(
            UnixPath.of("/opt/venv"), new PythonVersion(new PythonMinor(11), 2), UnixPath.of("/usr/bin/python3.11"));

    @TempDir
    private Path folder;

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
        void entriesThatShareBytesAreRefused() throws IOException {
            Path file = new WheelBuilder("a", "1")
                    .stored("a.py", "x")
                    .stored("b.py", "x")
                    .write(folder);
            byte[] bytes = Files.readAllBytes(file);
            int first = centralEntry(bytes, "a.py");
            int second = centralEntry(bytes, "b.py");
            System.arraycopy(bytes, first + 42, bytes, second + 42, 4);
            Files.write(file, bytes);

            assertThat(problems(file))
                    .extracting(Problem::what)
                    .contains("`b.py` in `a-1-py3-none-any.whl` lies inside another entry");
        }

        @Test
        void noFlippedBitLeadsToAStackTraceOrToOtherBytes() throws IOException {
            Path file = new WheelBuilder("a", "1").file("a.py", "print(1)\n").write(folder);
            byte[] whole = Files.readAllBytes(file);

            for (int bit = 0; bit < whole.length * 8; bit += 11) {
                byte[] damaged = whole.clone();
                damaged[bit / 8] ^= (byte) (1 << (bit % 8));
                Files.write(file, damaged);
                if (problems(file).isEmpty()) {
                    FileTree installed = new FileTree();
                    WheelFile.open(file, folder.resolve("index")).install(installed, ENVIRONMENT);
                    assertThat(textIn(installed, SITE_PACKAGES + "a.py"))
                            .as("bit %d", bit)
                            .isEqualTo("print(1)\n");
                }
            }
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
        void isKeptUnderTheWheelsSumAndItsOwnForm() {
            assertThat(WheelFile.indexKey(Sha256.of("x")))
                    .isEqualTo(Sha256.of("x").hex() + "-" + WheelIndex.FORM);
        }

        @Test
        void belongsToOneWheelOnly() throws IOException {
            Path wheel = new WheelBuilder("a", "1").file("a.py", "x").write(folder);
            Path index = index(wheel);
            Path other = Files.copy(wheel, folder.resolve("other.whl"));

            PyFlinkException exception =
                    catchThrowableOfType(PyFlinkException.class, () -> WheelFile.open(other, index));

            assertThat(exception.problems()).extracting(Problem::code).containsExactly("PYF-536");
        }

        @Test
        void everyOtherBitIsNoticed() throws IOException {
            Path wheel = new WheelBuilder("a", "1").file("a.py", "x").write(folder);
            Path index = index(wheel);
            byte[] whole = Files.readAllBytes(index);

            for (int bit = 0; bit < whole.length * 8; bit += 3) {
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(index, flipped);
                assertThat(catchThrowableOfType(PyFlinkException.class, () -> WheelFile.open(wheel, index)))
                        .as("bit %d", bit)
                        .isInstanceOf(DamagedFile.class);
            }
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

    private static String textIn(FileTree tree, String path) throws IOException {
        RegularFile file =
                (RegularFile) tree.find(UnixPath.of(path)).orElseThrow().node();
        return new String(file.content().open().readAllBytes(), StandardCharsets.UTF_8);
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

    /** Where the entry of this name begins in the zip directory. */
    private static int centralEntry(byte[] bytes, String name) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(name) - 46;
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
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
}
