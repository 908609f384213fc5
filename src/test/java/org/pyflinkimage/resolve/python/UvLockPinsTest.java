package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

/** Lock files of uv's, as {@code uv export} reads them: recorded by {@code src/test/scripts/uv-locks.py}. */
class UvLockPinsTest {

    private static final Path RECORDED = Path.of("src/test/resources/org/pyflinkimage/resolve/python/locks");

    @TempDir
    private Path folder;

    static Stream<Path> recorded() throws IOException {
        try (Stream<Path> locks = Files.list(RECORDED)) {
            return locks.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void requiresWhatUvExports(Path recording) throws IOException {
        UvLockPins pins = UvLockPins.read(recording.resolve("uv.lock"));

        for (MarkerEnvironment environment : environments()) {
            assertThat(pins.problems(environment)).isEmpty();
            assertThat(texts(pins, environment))
                    .as("%s", environment)
                    .containsExactlyInAnyOrderElementsOf(exported(recording, environment));
        }
    }

    private static List<MarkerEnvironment> environments() {
        return IntStream.rangeClosed(9, 13)
                .mapToObj(PythonMinor::new)
                .flatMap(python -> Stream.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64)
                        .map(platform -> MarkerEnvironment.of(new PythonVersion(python, 2), platform)))
                .toList();
    }

    /** Paths of uv's export start in the folder that it was called in. */
    private static List<String> exported(Path recording, MarkerEnvironment environment) throws IOException {
        return Files.readAllLines(recording.resolve("export.txt")).stream()
                .map(line -> line.split(" ; ", 2))
                .filter(parts -> parts.length == 1
                        || Marker.parse(parts[1]).orElseThrow().evaluate(environment))
                .map(parts -> parts[0].strip())
                .map(text -> text.startsWith("-e ") ? absolute(recording, text.substring(3)) : text)
                .map(text -> text.endsWith(".whl") && text.startsWith(".")
                        ? "given @ " + Path.of(absolute(recording, text)).toUri()
                        : text)
                .toList();
    }

    private static String absolute(Path recording, String path) {
        return recording.toAbsolutePath().resolve(path).normalize().toString();
    }

    /** What cannot be made without a network. */
    @Test
    void packagesOfOtherOriginsAreWrittenSoThatTheyAreRefused() throws IOException {
        UvLockPins pins = read("""
                version = 1
                [[package]]
                name = "job"
                source = { virtual = "." }
                dependencies = [{ name = "a" }, { name = "b" }, { name = "c" }, { name = "d" }]
                [[package]]
                name = "a"
                version = "1"
                source = { git = "https://example.com/a.git?rev=main#0123abc" }
                [[package]]
                name = "b"
                version = "1"
                source = { directory = "../b" }
                [[package]]
                name = "c"
                version = "1"
                source = { url = "https://files.example.com/c-1.tar.gz" }
                [[package]]
                name = "d"
                version = "1"
                source = { path = "d-1.tar.gz" }
                """);

        assertThat(texts(pins, environments().get(0)))
                .containsExactlyInAnyOrder(
                        "a @ git+https://example.com/a.git@0123abc",
                        folder.resolveSibling("b").toString(),
                        "c @ https://files.example.com/c-1.tar.gz",
                        "d @ " + folder.resolve("d-1.tar.gz").toUri());
        assertThat(pins.lines(environments().get(0)))
                .allSatisfy(line -> assertThat(line.place().name()).isEqualTo("uv.lock"));
    }

    /** uv locks a project anew that has changed; what was locked before is not what is declared. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            dependencies = ["a"]                                         | none
            dependencies = ["A[x]>=1 ; python_version < '4'"]            | none
            dependencies = ["a", "b"]                                    | `b` is required, and not locked
            dependencies = ["a>1"]                                       | `a>1` is required, and 1 is locked
            dependencies = ["a>1 ; python_version > '3.99'"]             | none
            dependencies = ["a", "b ; python_version < '3'"]             | none
            dependencies = ["a>1"]~dynamic = ["dependencies"]            | none
            dependencies = ["a>1"]~[tool.uv]~override-dependencies = ["a==1"] | none
            dependencies = ["a", "b"]~[tool.uv]~exclude-dependencies = ["b"]  | none
            dependencies = ["a>1"]~[tool.uv.sources]~a = { index = "own" }    | none
            dependencies = ["a", "job[x]"]                               | none
            dependencies = ["a"]~[tool.uv]~default-groups = ["run"]~[dependency-groups]~run = ["c", { include-group = "x" }] | `c` is required, and not locked
            dependencies = ["a"]~[dependency-groups]~run = ["c"]         | none
            """)
    void whatIsOfAnEarlierProjectIsRefused(String project, @Nullable String why) throws IOException {
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\nname = 'Job'\n" + project.replace('~', '\n'));

        List<Problem> problems = read("""
                version = 1
                [[package]]
                name = "job"
                source = { virtual = "." }
                dependencies = [{ name = "a" }]
                [[package]]
                name = "a"
                version = "1"
                source = { registry = "https://example.com/simple" }
                """).problems(environments().get(0));

        assertThat(problems).hasSize(why == null ? 0 : 1).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-476");
            assertThat(problem.why()).containsExactly(why);
            assertThat(problem.remedies()).containsExactly("lock it anew: `uv lock`");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "version = 2, 'the version of its form is 2, and 1 is read'",
        "'', 'the version of its form is 0, and 1 is read'",
        "version = 1, 'it is of no project: none of its packages lies in its own folder'"
    })
    void whatIsNoLockOfAProjectIsSaidSo(String text, String why) throws IOException {
        List<Problem> problems = read(text + "\n").problems(environments().get(0));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-488");
            assertThat(problem.why()).containsExactly(why);
            assertThat(problem.remedies()).hasSize(1);
        });
    }

    private static List<String> texts(UvLockPins pins, MarkerEnvironment environment) {
        return pins.lines(environment).stream().map(RequirementLine::text).toList();
    }

    private UvLockPins read(String text) throws IOException {
        return UvLockPins.read(Files.writeString(folder.resolve("uv.lock"), text));
    }
}
