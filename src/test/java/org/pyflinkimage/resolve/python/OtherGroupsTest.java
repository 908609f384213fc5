package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Platform;

/**
 * Groups of lock files of Poetry and pipenv, as their own tools export them: recorded on 30 November 2026 of Poetry 2.5.1 and 1.8.5 and
 * pipenv 2026.10.3 by {@code src/test/scripts/other-locks.py}.
 */
class OtherGroupsTest {

    private static final Path RECORDED = Path.of("src/test/resources/org/pyflinkimage/resolve/python/others/groups");

    @TempDir
    private Path folder;

    static List<Path> exports() throws IOException {
        try (Stream<Path> files = Files.walk(RECORDED)) {
            return files.filter(file -> file.getFileName().toString().startsWith("export"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("exports")
    void requiresWhatTheToolExports(Path export) throws IOException {
        StructuredFile pins = pins(
                export.getParent(),
                new TreeSet<>(words(export, "extras=")),
                Stream.concat(words(export, "with=").stream(), words(export, "").stream()));

        for (int minor : List.of(9, 10, 11, 12, 13)) {
            assertThat(pins.problems(python(minor))).isEmpty();
            assertThat(texts(pins, python(minor))).as("Python 3.%s", minor).isEqualTo(exported(export, python(minor)));
        }
    }

    private static StructuredFile pins(Path recording, Set<String> extras, Stream<String> groups) {
        Set<String> names = groups.collect(Collectors.toSet());
        Path pipfile = recording.resolve("Pipfile.lock");
        return Files.exists(pipfile)
                ? PipfilePins.read(pipfile).withGroups(names)
                : PoetryPins.read(recording.resolve("poetry.lock"), new AskedParts(extras, Set.of()))
                        .withGroups(names);
    }

    /** What a recording was asked for, by its name: {@code export,extras=table,with=docs.txt}, {@code export,develop.txt}. */
    private static List<String> words(Path export, String kind) {
        return Arrays.stream(export.getFileName()
                        .toString()
                        .replaceFirst("[.]txt$", "")
                        .split(",", -1))
                .skip(1)
                .filter(word -> kind.isEmpty() ? !word.contains("=") : word.startsWith(kind))
                .map(word -> word.substring(kind.length()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"poetry-2, dev docs mixed type-check", "poetry-1, dev docs", "pipenv,   dev-packages develop type-check"
    })
    void groupsAreThoseThatCanBeAskedFor(String recording, String names) {
        assertThat(String.join(
                        " ",
                        pins(RECORDED.resolve(recording), Set.of(), Stream.empty())
                                .groups()))
                .isEqualTo(names);
    }

    @Test
    void namesOfPipfilesMeanTheSame() {
        Path recording = RECORDED.resolve("pipenv");

        assertThat(texts(pins(recording, Set.of(), Stream.of("dev-packages")), python(11)))
                .isEqualTo(texts(pins(recording, Set.of(), Stream.of("develop")), python(11)));
    }

    /** A package of several groups has markers of each. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''       | a==1
            dev      | a==1 b==2
            docs     | a==1
            """)
    void markersAreThoseOfTheGroupsThatAreAskedFor(String group, String lines) throws IOException {
        write("[tool.poetry.group.dev.dependencies]\nb = '*'\n[tool.poetry.group.docs.dependencies]\n");
        Path lock = Files.writeString(folder.resolve("poetry.lock"), """
                [[package]]
                name = "a"
                version = "1"
                groups = ["main", "dev"]
                markers = { dev = "python_version < '3'" }
                [[package]]
                name = "b"
                version = "1"
                groups = ["dev", "other"]
                markers = { dev = "python_version < '3'", other = "python_version > '3'" }
                [[package]]
                name = "b"
                version = "2"
                groups = ["dev"]
                markers = { dev = "python_version > '3'" }
                [metadata]
                lock-version = "2.1"
                """);
        StructuredFile pins =
                PoetryPins.read(lock, AskedParts.NONE).withGroups(group.isEmpty() ? Set.of() : Set.of(group));

        assertThat(String.join(" ", texts(pins, python(11)))).isEqualTo(lines);
    }

    /** Of each group by itself: what it includes does not decide whose requirements of its own count. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            test | a==1 b==1 c==1
            more | a==1 c==1
            docs | a==1 b==1 c==1 d==1
            """)
    void eachGroupIsTheStandardsOrPoetrys(String group, String lines) throws IOException {
        write("""
                [dependency-groups]
                test = [{ include-group = 'more' }]
                more = ['c']
                [tool.poetry.group.test.dependencies]
                b = '1'
                [tool.poetry.group.more.dependencies]
                d = '1'
                [tool.poetry.group.docs]
                include-groups = ['test']
                [tool.poetry.group.docs.dependencies]
                d = '1'
                """);
        Path lock = Files.writeString(
                folder.resolve("poetry.lock"),
                Stream.of("a", "b", "c", "d")
                        .map("[[package]]\nname = '%s'\nversion = '1'\n"::formatted)
                        .collect(Collectors.joining("", "", "[metadata]\nlock-version = '2.1'\n")));

        assertThat(String.join(
                        " ", texts(PoetryPins.read(lock, AskedParts.NONE).withGroups(Set.of(group)), python(11))))
                .isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[tool.poetry.group.dev]\ninclude-groups = ['docs']\n[tool.poetry.group.docs]\ninclude-groups = ['dev']\n",
                "[tool.poetry.group.dev]\ninclude-groups = ['docs']\n[dependency-groups]\ndev = []\ndocs = [{ include-group = 'dev' }]\n"
            })
    void circlesOfEitherKindAreTold(String groups) throws IOException {
        write(groups);

        assertThat(PoetryGroups.of(Toml.parse(Files.readString(folder.resolve("pyproject.toml")), "x"))
                        .problems(Set.of("dev"), "x"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("PYF-488", "one includes itself: `dev` includes `docs` includes `dev`"));
    }

    @Test
    void groupsThatCannotBeReadAreTold() throws IOException {
        write(
                "[tool.poetry.group.dev]\ninclude-groups = ['more']\n[dependency-groups]\ntest = [{ include-group = 'no' }]\n");
        Path lock = Files.writeString(folder.resolve("poetry.lock"), "[metadata]\nlock-version = '2.1'\n");
        StructuredFile pins = PoetryPins.read(lock, AskedParts.NONE);

        assertThat(pins.withGroups(Set.of("dev", "test")).problems(python(11)))
                .extracting(problem -> problem.code() + " " + problem.why())
                .contains(
                        "PYF-488 [one includes `more`, and there is no group of that name]",
                        "PYF-488 [it includes `no`, and there is no group of that name]");
    }

    private void write(String groups) throws IOException {
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\ndependencies = ['a']\n" + groups);
    }

    /** By name and version, as the tools write extras and markers in other ways. */
    private static Set<String> texts(StructuredFile pins, MarkerEnvironment environment) {
        return pins.lines(environment).stream()
                .map(RequirementLine::text)
                .map(OtherGroupsTest::bare)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exported(Path export, MarkerEnvironment environment) throws IOException {
        return Files.readAllLines(export).stream()
                .filter(line -> Requirement.parse(line).orElseThrow().holdsIn(environment))
                .map(OtherGroupsTest::bare)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String bare(String line) {
        return line.replaceFirst("\\s*;.*", "").replaceFirst("\\[.*?]", "");
    }

    private static MarkerEnvironment python(int minor) {
        return MarkerEnvironment.of(new PythonVersion(new PythonMinor(minor), 1), Platform.LINUX_AMD64);
    }
}
