package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.Recordings;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

class UvFailureTest {

    private static final Path RECORDED = Path.of("src/test/resources/org/pyflinkimage/resolve/uv");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            uv-contradiction.txt          | PYF-485 | The Python requirements cannot be met together for Flink 1.18.1, Java 11, Python 3.10, linux/amd64
            uv-without-wheel.txt          | PYF-486 | `numpy==2.2.0` has no wheel for Python 3.10 on linux/amd64
            uv-without-wheel-on-arm64.txt | PYF-486 | `pemja==0.4.1` has no wheel for Python 3.10 on linux/amd64
            uv-all-versions.txt           | PYF-486 | `pyspark` has no wheel for Python 3.10 on linux/amd64
            uv-unknown-package.txt        | PYF-487 | The package index does not have `no-such-package-xyzzy`
            uv-syntax.txt                 | PYF-488 | The Python requirements cannot be read
            uv-no-file.txt                | PYF-488 | The Python requirements cannot be read
            uv-build.txt                  | PYF-486 | A Python package would have to be built, and nothing is built
            uv-network.txt                | PYF-490 | uv could not read the package index
            uv-offline.txt                | PYF-490 | uv could not read the package index, because this build is offline
            uv-certificate.txt            | PYF-490 | uv does not trust the package index's certificate
            uv-no-interpreter.txt         | PYF-482 | uv found no Python to start with
            """)
    void saysWhatUvFound(String recording, String code, String what) {
        Problem problem = problem(Recordings.read(recording), Platform.LINUX_AMD64);

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.what()).isEqualTo(what);
        assertThat(problem.why()).isNotEmpty();
        assertThat(problem.remedies()).isNotEmpty();
    }

    @Test
    void givesUvsDerivationWithoutLabelsAndAdvice() {
        String errors = Recordings.read("uv-without-wheel-on-arm64.txt");
        Problem problem = problem(
                errors,
                Platform.LINUX_ARM64,
                new OtherCells(cell -> cell.platform().equals(Platform.LINUX_AMD64)));

        assertThat(problem.why())
                .last()
                .asString()
                .startsWith("Because pemja==0.4.1 has no usable wheels")
                .contains("\nAnd because you require apache-flink==1.19.0")
                .doesNotContain("hint", "--no-build");
        assertThat(problem.remedies()).last().isEqualTo("another platform: " + Element.PLATFORMS.with("linux/amd64"));
        assertThat(problem(errors, Platform.LINUX_ARM64).remedies())
                .noneMatch(remedy -> remedy.contains("linux/amd64"));
    }

    @Test
    void unknownWordsAreShownWithTheStatus() {
        Problem problem = problem("thread 'main' panicked at src/main.rs", Platform.LINUX_AMD64);

        assertThat(problem.code()).isEqualTo("PYF-484");
        assertThat(problem.what()).contains("exit status 2");
        assertThat(problem.why()).containsExactly("thread 'main' panicked at src/main.rs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            error: Request failed~  cause: invalid peer certificate: Expired     | PYF-490 | uv does not take the package index's certificate: it is not valid now, was revoked, or is another host's
            error: Request failed~  cause: invalid peer certificate: NotValidYet | PYF-490 | uv does not take the package index's certificate: it is not valid now, was revoked, or is another host's
            error: Request failed~  cause: invalid peer certificate: NotValidForName | PYF-490 | uv does not take the package index's certificate: it is not valid now, was revoked, or is another host's
            error: Request failed~  cause: invalid peer certificate: Revoked     | PYF-490 | uv does not take the package index's certificate: it is not valid now, was revoked, or is another host's
            error: Request failed~  cause: invalid peer certificate: BadSignature | PYF-490 | uv does not trust the package index's certificate
            error: failed to write to the cache~  cause: No space left on device (os error 28) | PYF-484 | uv could not write: the disk, or this account's part of it, is full
            error: Failed to fetch: `x`~  cause: Disk quota exceeded (os error 122) | PYF-484 | uv could not write: the disk, or this account's part of it, is full
            error: failed to open file `/c/x`: Permission denied (os error 13)  | PYF-484 | uv may not read or write a file
            error: Failed to parse: `x.toml`~  cause: Permission denied (os error 13) | PYF-484 | uv may not read or write a file
            error: Failed to inspect Python interpreter from provided path at `/tmp/p`~  cause: Failed to query Python interpreter at `/tmp/p`~  cause: Permission denied (os error 13) | PYF-482 | uv may not run the program that answers for the image's Python
            error: failed to create directory `/c`: Read-only file system (os error 30) | PYF-484 | uv may not read or write a file
            error: UnknownIssuer                                                | PYF-490 | uv does not trust the package index's certificate
            error: Failed to inspect Python interpreter from first path         | PYF-482 | uv found no Python to start with
            error: Querying Python at `/usr/bin/python3` failed                 | PYF-482 | uv found no Python to start with
            error: Failed to build `x==1`                                       | PYF-486 | A Python package would have to be built, and nothing is built
            error: FAILED TO DOWNLOAD AND BUILD `x`                             | PYF-486 | A Python package would have to be built, and nothing is built
            error: operation timed out                                          | PYF-490 | uv could not read the package index
            error: Unsupported scheme in URL                                    | PYF-488 | The Python requirements cannot be read
            error: No such file or directory (os error 2)                       | PYF-488 | The Python requirements cannot be read
            error: something else                                               | PYF-484 | uv failed with exit status 2
            """)
    void tellsFailuresApartByUvsWords(String errors, String code, String what) {
        Problem problem = problem(errors.replace('~', '\n'), Platform.LINUX_AMD64);

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.what()).isEqualTo(what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a==1 has no usable wheels and b{os_name == 'x'}<2 has no wheels with a matching tag | `a==1`, `b<2` have no wheel
            a>=1,<2 has no usable wheels and a>=1,<2 has no usable wheels                       | `a>=1` has no wheel
            all versions of a_b.c have no usable wheels                                         | `a_b.c` has no wheel
            """)
    void packagesWithoutAWheelAreNamedOnce(String derivation, String what) {
        assertThat(problem("error: No solution found\n  cause: Because " + derivation, Platform.LINUX_AMD64)
                        .what())
                .isEqualTo(what + " for Python 3.10 on linux/amd64");
    }

    @Test
    void unknownPackagesAreNamedOnce() {
        String text =
                "error: No solution found\n  cause: a was not found in the cache and b was not found in the package registry"
                        + " and a was not found in the package registry";

        assertThat(problem(text, Platform.LINUX_AMD64).what()).isEqualTo("The package index does not have `a`, `b`");
    }

    /** uv has no word of it where there are folders to look into. */
    @Test
    void whereNoIndexIsAskedThatIsSaid() {
        String text = "error: No solution found\n  cause: a was not found in the provided package locations"
                + " and b was not found in the provided package locations";

        Problem problem = problem(text, Platform.LINUX_AMD64);

        assertThat(problem.what()).isEqualTo("`a`, `b` is in no place that uv may look into");
        assertThat(problem.toText()).contains("why:    `--no-index` in a", "try:    take that out, or name folders");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP status client error (401 Unauthorized), a login for it",
        "HTTP status client error (403 Forbidden), a login for it",
        "status server error (500 after 4013 ms), look whether this machine reaches",
    })
    void aRefusedLoginIsToldApartFromAnIndexThatIsAway(String cause, String remedy) {
        Problem problem = problem("error: Failed to fetch: x\n  cause: " + cause, Platform.LINUX_AMD64);

        assertThat(problem.code()).isEqualTo("PYF-490");
        assertThat(problem.remedies().get(0)).startsWith(remedy);
    }

    @Test
    void anotherPlatformIsAWayOutForThoseWhoAreNotOnIt() {
        String text = Recordings.read("uv-contradiction.txt");

        OtherCells all = new OtherCells(cell -> true);

        assertThat(problem(text, Platform.LINUX_AMD64, all).remedies())
                .noneMatch(remedy -> remedy.contains("<platform>"));
        assertThat(problem(text, Platform.LINUX_ARM64, all).remedies())
                .last()
                .asString()
                .contains("<platform>linux/amd64");
    }

    @Test
    void derivationIsWhatUvSaysWithoutItsFrame() {
        String text = """
                warning: a warning
                error: No solution found when resolving dependencies
                  cause: Because one
                         and because two

                  × three
                  ╰─▶ four
                  five
                hint: try --an-option of uv's
                six
                """;

        assertThat(problem(text, Platform.LINUX_AMD64).why())
                .containsExactly(
                        "uv: try --an-option of uv's six", "Because one\nand because two\nthree\nfour\n  five");
    }

    /** The end says what the user asks for. */
    @Test
    void longDerivationsAreShownFromBothEnds() {
        String text = IntStream.range(0, 150)
                .mapToObj(i -> "error: x %s %s\n".formatted(i, "y".repeat(90)))
                .collect(Collectors.joining());

        String shown = problem(text, Platform.LINUX_AMD64).why().get(0);

        assertThat(shown.length()).isBetween(4_500, 4_900);
        assertThat(shown.lines().map(line -> line.replaceAll(" y+", "")))
                .hasSize(49)
                .contains("x 0", "x 23", "... (102 lines of uv's derivation)", "x 126", "x 149")
                .doesNotContain("x 24", "x 125");
        assertThat(problem(text.substring(0, 4_900), Platform.LINUX_AMD64).why().get(0))
                .doesNotContain("lines of uv's derivation");
    }

    /** All that {@code src/test/scripts/uv-failures.py} records, in the words that a user reads. */
    @Test
    void everyRecordedFailureIsTold() throws IOException {
        StringBuilder told = new StringBuilder();
        try (Stream<Path> recorded = Files.list(RECORDED)) {
            for (Path file : recorded.sorted().toList()) {
                OtherCells others =
                        new OtherCells(cell -> file.getFileName().toString().equals("wheels-of-other-pythons.txt"));
                Problem problem = problem(Files.readString(file), Platform.LINUX_AMD64, others);
                assertThat(problem.remedies()).as("%s", file).isNotEmpty();
                assertThat(problem.toText())
                        .as("%s", file)
                        .doesNotContain("hint:", "`--index-strategy", "--prerelease", "--python-version", "me:secret");
                told.append("== %s\n".formatted(file.getFileName()))
                        .append(problem.toText())
                        .append("\n\n");
            }
        }

        Golden.assertMatches("resolve/uv-problems.txt", told.toString());
    }

    @Test
    void whereUvSaysNothingThereIsNoReason() {
        assertThat(problem("\n", Platform.LINUX_AMD64).why()).isEmpty();
    }

    /** No other Python is named before it was tried; the nearest is tried first. */
    @Test
    void anotherPythonIsNamedWhereItHelps() {
        String errors = Recordings.read("uv-without-wheel.txt");
        List<PythonMinor> tried = new ArrayList<>();

        assertThat(problem(errors, Platform.LINUX_AMD64, new OtherCells(cell -> tried.add(cell.python())))
                        .remedies())
                .last()
                .isEqualTo("or a Python that all can be had for: " + Element.PYTHON.with("3.9"));
        assertThat(tried).containsExactly(new PythonMinor(9));
        tried.clear();
        assertThat(problem(errors, Platform.LINUX_AMD64, new OtherCells(cell -> !tried.add(cell.python())))
                        .remedies())
                .noneMatch(remedy -> remedy.contains("-Dpyflink.python"));
        assertThat(tried).containsExactly(new PythonMinor(9), new PythonMinor(8));
    }

    @Test
    void noOtherPythonIsTriedWhereItCannotHelp() {
        problem(Recordings.read("uv-unknown-package.txt"), Platform.LINUX_AMD64, new OtherCells(cell -> {
            throw new AssertionError(cell);
        }));
    }

    private static Problem problem(String errors, Platform platform) {
        return problem(errors, platform, new OtherCells(cell -> false));
    }

    private static Problem problem(String errors, Platform platform, OtherCells others) {
        Combination combination =
                new Combination(new FlinkVersion(1, 18, 1), new JavaVersion(11), new PythonMinor(10), platform);
        return new UvFailure(new ProgramRun(ProgramRun.End.EXITED, 2, "", errors), combination, others).toProblem();
    }
}
