package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** What is said of lock files that somebody, or something, has changed. */
class LockMistakesTest {

    private static final String GOOD = LockFileCodec.write(Locks.small());

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 10000, textBlock = """
            "2.2.1"            | "2.2"              | line 10, column 16: `flink` cannot be `2.2`           | a release of Flink such as `2.3.0`
            "java": "17"       | "java": "1.8"      | line 11, column 15: `java` cannot be `1.8`            | a Java line such as `17`
            "java": "17"       | "java": 17         | `java` cannot be `17`                                 | a Java line such as `17`
            "python": "3.11"   | "python": "3.011"  | `python` cannot be `3.011`                            | a Python line such as `3.11`
            linux/amd64        | linux/386          | `platform` cannot be `linux/386`                      | a platform such as `linux/amd64`
            "sha256:2d         | "sha256:2D         | `declaration` cannot be `sha256:2D                    | a digest such as `sha256:0123
            2026-11-01T12      | 2026-11-31T12      | `created` cannot be `2026-11-31T12:00:00Z`            | a date from 1970 to 9999 such as
            2026-11-01         | +1000000-11-01     | `created` cannot be `+1000000-11-01T12:00:00Z`        | a date from 1970 to 9999
            2026-11-01         | +10000-01-01       | `created` cannot be `+10000-01-01T12:00:00Z`          | a date from 1970 to 9999
            2026-11-01         | 1969-12-31         | `created` cannot be `1969-12-31T12:00:00Z`            | a date from 1970 to 9999
            bookworm           | book$(id)          | `suite` cannot be `book$(id)`                         | the name of a suite such as `bookworm`
            "2.36"             | "new"              | `glibc` cannot be `new`                               | a release of glibc such as `2.36`
            "3.11.2"           | "3.11"             | `pythonVersion` cannot be `3.11`                      | a release of Python such as `3.11.2`
            setuptools<82      | a\\nb              | `added` cannot be `a\\u{a}b:                          | a requirement, a colon, and why
            setuptools<82      | setuptools=<82     | `added` cannot be `setuptools=<82:                    | a requirement, a colon, and why
            setuptools<82      | Setup tools        | `added` cannot be `Setup tools:                       | a requirement, a colon, and why
            setuptools<82:     | setuptools <82:    | `added` cannot be `setuptools <82:                    | such as `setuptools<82: Beam needs it`
            setuptools<82:     | setuptools<82      | `added` cannot be `setuptools<82                      | a requirement, a colon, and why
            "libc6"            | "libc6$(id)"       | line 27, column 17: `name` cannot be `libc6$(id)`     | a package's name such as `libc6`
            "libc6"            | "LIBC6"            | `name` cannot be `LIBC6`                              | a package's name
            "libc6"            | "x"                | `name` cannot be `x`                                  | a package's name
            9+deb12u13         | 9;id               | `version` cannot be `2.36-9;id`                       | a Debian version such as
            "2.36-9+deb12u13"  | " 2.36-9"          | `version` cannot be ` 2.36-9`                         | a Debian version
            "amd64","source"   | "amd 64","source"  | `architecture` cannot be `amd 64`                     | an architecture such as `amd64`
            "numpy","version"  | "Num_py","version" | `name` cannot be `Num_py`                             | a normalized name such as
            "2.1.3"            | "2.1.3;x"          | `version` cannot be `2.1.3;x`                         | a version of PEP 440 such as
            "2.1.3"            | "2.1.3\\n"         | `version` cannot be `2.1.3\\u{a}`                     | a version of PEP 440
            cp311-manylinux    | `id`-manylinux     | `wheel` cannot be `numpy-2.1.3-cp311-\\u{60}id        | a wheel's file name such as
            2014_x86_64.whl    | 2014_x86_64.zip    | `wheel` cannot be                                     | a wheel's file name
            dill-0.3.1.1.tar.gz | ../dill.tar.gz    | `sdist` cannot be `../dill.tar.gz`                    | a source distribution's file name
            dill-0.3.1.1.tar.gz | dill-0.3.1.1.exe  | `sdist` cannot be `dill-0.3.1.1.exe`                  | a source distribution's file name
            connector:1.0      | connector          | `jar` cannot be `org.example:connector`               | Maven coordinates such as
            connector:1.0      | connector:..       | `jar` cannot be `org.example:connector:..`            | Maven coordinates
            "source":"maven"   | "source":"Maven"   | `source` cannot be `Maven`                            | the name of a source
            "size":10          | "size":0           | `size` cannot be `0`                                  | an integer from 1 to 17179869184
            "size":10          | "size":-10         | `size` cannot be `-10`                                | an integer from 1
            "size":10          | "size":17179869185 | `size` cannot be `17179869185`                        | to 17179869184
            "size":10          | "size":1e3         | `size` cannot be a fraction                           | an integer
            "size":10          | "size":"10"        | `size` cannot be `10`                                 | an integer
            "size":10          | "size":99999999999999999999 | `size` cannot be a number beyond every size  | an integer
            "size":10          | "size":null        | `size` cannot be null                                 | an integer
            "size":10          | "size":true        | `size` cannot be a truth value                        | an integer
            "size":10          | "size":[]          | `size` cannot be a list                               | an integer
            "jars": [          | "jars": {}, "x": [ | `jars` cannot be an object                            | a list
            "suite":"bookworm" | "suite":"book worm" | `suite` cannot be `book worm`                        | the name of a suite or of its updates such as
            -security","date   | -backports","date  | `suite` cannot be `bookworm-backports`                | the name of a suite or of its updates
            "date":"2026-07-11 | "date":"2026-13-11 | `date` cannot be `2026-13-11T10:16:37Z`               | a date from 1970 to 9999
            "revision": 3      | "revision": -1     | `revision` cannot be `-1`                             | an integer from 0
            "version": 1       | "version": 0       | line 2, column 14: `version` cannot be `0`            | an integer from 1 to 1
            "version": 1       | "version": "1"     | `version` cannot be `1`                               | an integer from 1 to 1
            "version": 1       | "version": 1.5     | `version` cannot be a fraction                        | an integer
            """)
    void valueOfAnotherFormIsNamedWithItsPlace(String text, String other, String what, String why) {
        assertThat(problems(changed(text, other)))
                .filteredOn(problem -> problem.code().equals("PYF-710"))
                .anySatisfy(problem -> {
                    assertThat(problem.what())
                            .startsWith("`pyflink.lock`, line ")
                            .contains(what);
                    assertThat(problem.why().get(0)).startsWith("expected is ").contains(why);
                    assertThat(problem.remedies()).isNotEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "jar":"org.          | "jarr":"org.           | an entry has no `jar`               | `jarr` is no field of such an entry
            "size":10            | "sise":10              | an entry has no `size`              | `sise` is no field
            "glibc": "2.36",     |                        | an entry has no `glibc`             | an entry has no `glibc`
            "jars": [            | "added2": [], "jars": [ | `added2` is no field of such an entry | `added2`
            "revision": 3,       |                        | an entry has no `revision`          | an entry has no `revision`
            "revision": 3,       | "revision": 3, "x": 1, | `x` is no field of such an entry    | line 3, column 18
            "revision": 3,       | "revision": 2,         | `releases` is no field              | `releases` is no field
            {"jar":              | 7, {"jar":             | a number stands where an object belongs | a number
            """)
    void missingAndUnknownFieldsAreNamed(String text, String other, String first, String second) {
        List<Problem> problems = problems(changed(text, other == null ? "" : other));

        assertThat(problems).extracting(Problem::code).containsOnly("PYF-711");
        assertThat(problems).anySatisfy(problem -> assertThat(problem.what()).contains(first));
        assertThat(problems).anySatisfy(problem -> assertThat(problem.what()).contains(second));
    }

    @Test
    void laterRevisionMayHaveFieldsThatAreNotKnownHere() {
        String later = GOOD.replace(
                        "\"revision\": 3,", "\"revision\": %s, \"more\": [1],".formatted(LockFileCodec.REVISION + 1))
                .replace("\"size\":10", "\"size\":10,\"more\":{}");

        assertThat(Locks.read(later)).isEqualTo(Locks.small());
    }

    @Test
    void laterVersionIsRefusedBeforeAllElse() {
        assertThat(problems("{\"version\": 2}")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-752");
            assertThat(problem.what()).contains("version 2", "up to 1");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ''                        | line 1, column 1: it is empty
            not json                  | line 1, column 1: it is no JSON from there on
            {"version": 1,            | line 1, column
            [1, 2] 3                  | line 1, column 8: something follows behind its end
            {"a": 1} {"a": 1}         | line 1, column 10: something follows behind its end
            {"a": 1, "a": 2}          | a field stands there twice
            [[[[[[[[[[[1]]]]]]]]]]]   | a value is longer or lies deeper than any of a lock file
            """)
    void whatIsNoJsonIsSaidSo(String text, String reason) {
        assertThat(problems(text)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-751");
            assertThat(problem.what()).contains("pyflink.lock");
            assertThat(problem.why().get(0)).contains(reason);
        });
    }

    /** Each costs more memory than its bytes. */
    @Test
    void moreValuesThanAnyLockFileHasAreRefused() {
        assertThat(text(problems("[" + "0,".repeat(JsonReader.MOST_VALUES) + "0]")))
                .contains("it has more than 2000000 values");
    }

    @Test
    void whatStandsInAFileThatIsNoLockFileIsNotRepeated() {
        assertThat(text(problems("-----BEGIN SECRET-----\nabcdef"))).doesNotContain("SECRET", "abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<<<<<<< HEAD", "=======", "||||||| base", ">>>>>>> branch\r"})
    void unfinishedMergeIsToldFromOtherMistakes(String mark) {
        assertThat(problems(GOOD.replace("  \"plans\"", mark + "\n  \"plans\"")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("PYF-713");
                    assertThat(problem.what()).isEqualTo("`pyflink.lock`, line 8: a merge is not finished");
                    assertThat(problem.remedies()).hasSize(2);
                });
    }

    @Test
    void lineOfEqualSignsElsewhereIsNoMark() {
        assertThat(problems("x ======= y\n========\n"))
                .extracting(Problem::code)
                .containsExactly("PYF-751");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        String changed = GOOD.replace("\"libc6\"", "\"$(id)\"")
                .replace("\"2.36-9+deb12u13\"", "\"`id`\"")
                .replace("\"size\":40", "\"size\":-40");

        assertThat(problems(changed)).hasSize(3);
    }

    @Test
    void onlyTheFirstOfManyMistakesAreListed() {
        String many = IntStream.range(0, 30).mapToObj(i -> "7").collect(Collectors.joining(", "));

        List<Problem> problems = problems(GOOD.replace("{\"jar\":", many + ", {\"jar\":"));

        assertThat(problems).hasSize(20);
        assertThat(problems.get(19).why()).contains("10 more mistakes are not listed");
    }

    @Test
    void longAndHostileTextsAreShownShortAndHarmless() {
        String shown = LockMistakes.shown("\u001b[31m`\u202e" + "x".repeat(200));

        assertThat(shown)
                .startsWith("\\u{1b}[31m\\u{60}\\u{202e}xxx")
                .endsWith("x...")
                .hasSizeLessThan(120);
        assertThat(LockMistakes.shown("plain")).isEqualTo("plain");
    }

    @Test
    void plansThatAreKnownToFitNoImageAreRefused() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> LockFileCodec.read(GOOD, "pyflink.lock", plan -> Optional.of("no such suite")))
                .withMessageContainingAll("[PYF-712]", "line 9, column 5", "no such suite");
    }

    private static String changed(String text, String other) {
        assertThat(GOOD).contains(text);
        return GOOD.replace(text, other);
    }

    private static List<Problem> problems(String text) {
        try {
            Locks.read(text);
        } catch (PyFlinkException e) {
            return e.problems();
        }
        throw new AssertionError("it was believed:\n" + text);
    }

    private static String text(List<Problem> problems) {
        return problems.stream().map(Problem::toText).collect(Collectors.joining("\n"));
    }
}
