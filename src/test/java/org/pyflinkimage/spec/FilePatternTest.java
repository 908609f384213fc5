package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {

    /** The folder of {@code src/test/scripts/file-patterns.sh}. */
    private static final List<String> FILES = List.of(
            ("a.py b.csv build/x.txt data/a.csv data/deep/b.csv data/deep/more/c.csv env/lib/a.py env/pyvenv.cfg"
                            + " src/build/y.txt src/data/a.csv src/a.py tests/t.py src/tests/t.py a+b.txt aXb.txt x/.env .env"
                            + " .hidden/f part-1.log part-a.log part-].log part--.log x/part-2.log a[1].txt"
                            + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")
                    .split(" ", -1));

    @ParameterizedTest
    @CsvFileSource(resources = "file-patterns.tsv", delimiter = '\t', emptyValue = "")
    void patternNamesWhatGitTakesItToName(String text, String named) {
        FilePattern pattern = FilePattern.of(text);

        assertThat(FILES.stream().filter(file -> isNamed(pattern, file)).toList())
                .containsExactlyInAnyOrderElementsOf(named == null ? List.of() : List.of(named.split(" ", -1)));
    }

    /** A file is named with the folder that it lies in. */
    private static boolean isNamed(FilePattern pattern, String file) {
        return pattern.matches(file, false)
                || Stream.iterate(file.lastIndexOf('/'), end -> end > 0, end -> file.lastIndexOf('/', end - 1))
                        .anyMatch(end -> pattern.matches(file.substring(0, end), true));
    }

    @Test
    void folderIsNotAFile() {
        assertThat(FilePattern.of("tests/").matches("tests", false)).isFalse();
        assertThat(FilePattern.of("tests/").matches("tests", true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!a", "/", "a//b", "../a", "a/../b", "..", "a/.", "a\0b"})
    void whatNamesNothingHereIsNoPattern(String text) {
        assertThat(FilePattern.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> FilePattern.of(text));
    }

    @ParameterizedTest
    @CsvSource({"./a.py, a.py", "././b/c, b/c", "a\\b, a/b", "' a.py ', a.py"})
    void otherWaysToWriteOneAreTheSame(String text, String path) {
        assertThat(FilePattern.of(text).matches(path, false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "env/, env, true",
        "env/, x/env, true",
        "env/lib/a.py, env, true",
        "env/lib/a.py, env/lib, true",
        "env/lib/a.py, env/bin, false",
        "env/lib/a.py, x/env, false",
        "env/lib/a.py, env/lib/a.py/x, false",
        "env/*/a.py, env/lib, true",
        "env/**/a.py, env/lib/more, true",
        "env/**, env, true",
        "e*/a.py, env, true",
        "/env/a.py, env, true",
        "**/a.py, env, false",
        "*.py, env, false",
        "a.py, env, false"
    })
    void onlyAPatternThatNamesTheFolderReachesIt(String text, String folder, boolean reached) {
        assertThat(FilePattern.of(text).reaches(folder)).isEqualTo(reached);
    }

    /** What grows with the number of stars to the power of the name's length takes for ever. */
    @Test
    void manyStarsTakeNoTime() {
        String name = "a".repeat(4_000) + "b";
        String path = "a/".repeat(2_000) + "b";

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(FilePattern.of("*a".repeat(40) + "c").matches(name, false))
                    .isFalse();
            assertThat(FilePattern.of("**/a/".repeat(40) + "c").matches(path, false))
                    .isFalse();
            assertThat(FilePattern.of("*a".repeat(40) + "b").matches(name, false))
                    .isTrue();
            assertThat(FilePattern.of("**/a/".repeat(40) + "b").matches(path, false))
                    .isTrue();
        });
    }

    @Test
    void patternsAreEqualByTheirText() {
        assertThat(FilePattern.of("a/*.py"))
                .isEqualTo(FilePattern.of(" a/*.py"))
                .hasToString("a/*.py");
        assertThat(FilePattern.of("a")).isNotEqualTo(FilePattern.of("b")).isNotEqualTo("a");
        assertThat(new TreeSet<>(List.of(
                        FilePattern.of("a").hashCode(), FilePattern.of("a").hashCode())))
                .hasSize(1);
    }
}
