package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

/** A project that was changed after it was locked, as {@code uv lock --check} sees it: recorded by {@code src/test/scripts/uv-locks.py}. */
class LockedProjectTest {

    private static final Path RECORDED = Path.of("src/test/resources/org/pyflinkimage/resolve/python/lock-checks");

    private static final MarkerEnvironment ENVIRONMENT =
            MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 2), Platform.LINUX_AMD64);

    /** uv keeps in mind that the rest, on Pythons that do not count, comes from elsewhere; what is chosen is the same. */
    private static final String MEANS_THE_SAME =
            "alpha = { index = \"own\" } -> alpha = { index = \"own\", marker = \"python_version >= '3.0'\" }";

    @TempDir
    private Path folder;

    static Stream<Arguments> changes() throws IOException {
        try (Stream<Path> projects = Files.list(RECORDED)) {
            return projects.sorted().toList().stream()
                    .flatMap(project -> lines(project.resolve("changes.txt")).stream()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> Arguments.of(String.valueOf(project.getFileName()), line)));
        }
    }

    /** A project that uv refuses for another reason is not as it was, either. */
    @ParameterizedTest
    @MethodSource("changes")
    void noticesWhatUvNotices(String name, String line) throws IOException {
        String change = line.replaceFirst("^[a-z]+: ", "");
        boolean current = line.startsWith("current: ") || change.equals(MEANS_THE_SAME);
        String file = change.matches("\\S+\\.toml: .*") ? change.substring(0, change.indexOf(": ")) : "pyproject.toml";
        String[] sides =
                change.replaceFirst("^\\S+\\.toml: ", "").replace("\\n", "\n").split(" -> ", -1);

        Path project = copy(name, file, sides[0], sides[1]);

        List<Problem> problems = UvLockPins.read(project.resolve("uv.lock"), AskedParts.NONE, DiskProject.ENVIRONMENT)
                .problems(ENVIRONMENT);

        assertThat(problems).as("%s", problems).hasSize(current ? 0 : 1).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-476");
            assertThat(problem.why()).isNotEmpty();
            assertThat(problem.remedies()).containsExactly("lock it anew: `uv lock`");
        });
    }

    /** What is said of it, in the words of requirements. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alpha<2             | alpha<3                  | `alpha<3` is required, and locked for `alpha<2`
            alpha<2             | alpha[fast]<2            | `alpha[fast]<2` is required, and locked for `alpha<2`
            "alpha<2",          | ''                       | `alpha<2` was locked, and is not required
            "alpha<2",          | "alpha<2", "new",        | `new` is required, and not locked
            ; platform_machine == 'aarch64' | ''           | `arm-only` is required, and locked for `arm-only ; platform_machine == 'aarch64'`
            dev = ["tool"]      | dev = ["tool>=1"]        | `tool>=1` is required, and locked for `tool` in the group `dev`
            <3.13               | <3.12                    | `requires-python` is `<3.12,>=3.9`, and was `>=3.9, <3.13`
            version = "1"       | version = "2"            | the project's version is 2, and was 1
            more =              | most =                   | `circle ; extra == 'most'` is required, and locked for `circle ; extra == 'more'`
            old-only<3          | old-only<4               | `old-only<4` is required, and locked for `old-only<3` in `constraint-dependencies`
            [tool.uv]           | [tool.uv]~resolution = "lowest" | `resolution` is `lowest`, and was `highest`
            """)
    void saysWhatHasChanged(String before, String after, String why) throws IOException {
        copy("full", "pyproject.toml", before, after.replace('~', '\n'));

        assertThat(UvLockPins.read(folder.resolve("job/uv.lock"), AskedParts.NONE, DiskProject.ENVIRONMENT)
                        .problems(ENVIRONMENT))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains(why));
    }

    private Path copy(String name, String changed, String before, String after) throws IOException {
        Path project = folder.resolve("job");
        for (Path recorded : files(RECORDED.resolve(name))) {
            Path copy =
                    project.resolve(RECORDED.resolve(name).relativize(recorded).toString());
            Files.createDirectories(copy.getParent());
            String text = Files.readString(recorded);
            Files.writeString(copy, project.resolve(changed).equals(copy) ? text.replace(before, after) : text);
        }
        return project;
    }

    private static List<Path> files(Path recorded) throws IOException {
        try (Stream<Path> files = Files.walk(recorded)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
