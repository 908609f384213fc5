package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.IndexVariables;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/**
 * Lock files of Poetry and pipenv, read as their own tools export them. Those in {@code others} were written on 29 November 2026 by Poetry
 * 2.5.1 and 1.8.5 and pipenv 2026.10.3 ({@code poetry lock}, {@code poetry export --without-hashes}, the same with {@code -E table}; {@code
 * pipenv lock}, {@code pipenv requirements}); the names of the index they came from were taken out.
 */
class OtherLocksTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "poetry-2.lock, '',    exported.txt, 9",
        "poetry-2.lock, '',    exported.txt, 11",
        "poetry-2.lock, '',    exported.txt, 13",
        "poetry-2.lock, table, exported-table.txt, 11",
        "poetry-1.lock, '',    exported.txt, 9",
        "poetry-1.lock, Table, exported-table.txt, 12"
    })
    void poetrysAreThoseOfItsExport(String name, String extra, String exported, int minor) throws IOException {
        PoetryPins pins = poetry(name, "pyproject.toml", extra);

        assertThat(pins.problems(python(minor))).isEmpty();
        assertThat(texts(pins.lines(python(minor)))).isEqualTo(exported(exported, python(minor)));
    }

    @Test
    void pipenvsAreThoseOfItsExport() throws IOException {
        PipfilePins pins = PipfilePins.read(copy("Pipfile.lock", "Pipfile.lock"));

        assertThat(pins.problems(python(11))).isEmpty();
        assertThat(texts(pins.lines(python(11)))).isEqualTo(exported("pipenv.txt", python(11)));
        assertThat(pins.indexSources(python(11))).isEmpty();
    }

    @Test
    void sumsOfBothAreCompared() throws IOException {
        Path lock = copy("poetry-2.lock", "poetry.lock");
        copy("pyproject.toml", "pyproject.toml");
        Path other = copy("Pipfile.lock", "Pipfile.lock");
        DeclaredSums sums = DeclaredSums.of(
                DeclaredRequirements.read(DiskProject.requirements(lock, other), DiskProject.ENVIRONMENT));

        assertThat(sums.fixes(NormalizedName.of("httpcore"))).isTrue();
        assertThat(sums.problems(List.of(found("click", "click-8.1.8-py3-none-any.whl"))))
                .hasSize(2)
                .allMatch(problem -> problem.code().equals("PYF-491"));
        assertThat(sums.fixes(NormalizedName.of("common"))).isFalse();
    }

    private static DistributionFile found(String name, String file) {
        return new DistributionFile(
                NormalizedName.of(name),
                "8.1.8",
                file,
                java.net.URI.create("https://files.example.com/" + file),
                java.util.Optional.of(Sha256.of("other")),
                java.util.OptionalLong.of(5));
    }

    @Test
    void projectsThatRequireSomethingElseAreTold() throws IOException {
        PoetryPins pins = poetry("poetry-2.lock", "pyproject.toml", "");
        String project = Files.readString(folder.resolve("pyproject.toml"));
        Files.writeString(
                folder.resolve("pyproject.toml"),
                project.replace("click = \"^8.0\"", "click = \"^9.0\"\nmore = \"*\""));

        Problem problem = PoetryPins.read(pins.file(), AskedParts.NONE)
                .problems(python(11))
                .get(0);

        assertThat(problem.toText())
                .contains(
                        "PYF-488",
                        "`click<10.0,>=9.0` is required, and not locked",
                        "`more` is required",
                        "`poetry lock`");
    }

    /** What one of several branches fits is taken, and what cannot be understood is told: nothing is left out silently. */
    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            pandas = '^1.5 || ^2.0'                                      @ pandas==2.1 @
            pandas = '^1.5|^2.0'                                         @ pandas==2.1 @
            pandas = '^1.5 || ^3.0'                                      @             @ `pandas<2.0,>=1.5 || pandas<4.0,>=3.0` is required, and not locked
            pandas = { version = '*', python = '~3.10 || ~3.11' }        @ pandas==2.1 @
            pandas = { version = '*', python = '~3.9 || ~3.10' }         @             @
            pandas = { version = '*', python = '~3.9 || *' }             @ pandas==2.1 @
            pandas = { version = '*', python = '~3.9 || ~3.10', markers = "sys_platform == 'linux'" } @ @
            packaging = '*'                                              @ packaging==21.0 pyparsing==3.1 @
            chosen = { version = '*', extras = ['some'] }                @ chosen==1 pyparsing==3.1 @
            pandas = '^1.5 || two'                                       @             @ the versions ` two` in its settings are not understood
            pandas = { version = '*', wishes = 'x' }                     @             @ `wishes`
            broken = '*'                                                 @ broken==1   @ `pandas`: the versions
            """)
    void noBranchIsLost(String dependency, String lines, String why) throws IOException {
        Files.writeString(folder.resolve("pyproject.toml"), "[tool.poetry.dependencies]\npython = '*'\n" + dependency);
        PoetryPins pins = PoetryPins.read(Files.writeString(folder.resolve("poetry.lock"), """
                [[package]]
                name = "pandas"
                version = "2.1"
                [[package]]
                name = "pyparsing"
                version = "3.1"
                [[package]]
                name = "packaging"
                version = "21.0"
                [package.dependencies]
                pyparsing = ">=2.0.2,<3.0.5 || >3.0.5"
                [[package]]
                name = "chosen"
                version = "1"
                [package.extras]
                some = ["pyparsing (>=2.0.2,<3.0.5 || >3.0.5) ; python_version > '3'"]
                [[package]]
                name = "broken"
                version = "1"
                [package.dependencies]
                pandas = "about 2"
                [metadata]
                lock-version = "2.1"
                """), AskedParts.NONE);

        assertThat(pins.lines(python(11)).stream().map(RequirementLine::text).collect(Collectors.joining(" ")))
                .isEqualTo(lines == null ? "" : lines);
        if (why == null) {
            assertThat(pins.problems(python(11))).isEmpty();
        } else {
            assertThat(pins.problems(python(11)).get(0).toText()).contains("PYF-488", why);
        }
    }

    /** The standard's form has no bars outside of parentheses. */
    @Test
    void malformedRequirementsOfProjectsAreTold() throws IOException {
        PoetryPins pins = poetry("poetry-2.lock", "pyproject.toml", "");
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\ndependencies = ['click >= 8 || > 9']\n");

        assertThat(PoetryPins.read(pins.file(), AskedParts.NONE).problems(python(11)))
                .first()
                .satisfies(problem -> assertThat(problem.toText()).contains("PYF-488", "click >= 8 || > 9"));
    }

    /** Poetry refuses to install from it; another version of what is locked anyway, or a group, can be seen by the sum alone. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            click = "^8.0",  click = ">=8.0"
            six = "*",       six = "^1"
            """)
    void lockOfAnEarlierProjectIsRefused(String now, String later) throws IOException {
        PoetryPins pins = poetry("poetry-2.lock", "pyproject.toml", "");
        Path project = folder.resolve("pyproject.toml");
        String text = Files.readString(project);

        Files.writeString(project, text.replace(now, later));
        assertThat(PoetryPins.read(pins.file(), AskedParts.NONE).problems(python(11)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("PYF-476", "poetry.lock` is of an earlier `pyproject.toml`", "`poetry lock`"));

        Files.writeString(project, text + "[tool.other]\nkey = 1\n");
        assertThat(PoetryPins.read(pins.file(), AskedParts.NONE).problems(python(11)))
                .isEmpty();
    }

    @Test
    void pipenvsLockOfAnEarlierPipfileIsRefused() throws IOException {
        Path lock = copy("Pipfile.lock", "Pipfile.lock");
        Path pipfile = folder.resolve("Pipfile");
        String text = "[[source]]\nurl = 'https://index.example.com/simple'\nname = 'pypi'\n[packages]\nclick = '*'\n";
        Files.writeString(pipfile, text);
        String sum = ProjectHashes.ofPipfile(Toml.parse(text, "Pipfile"))
                .all()
                .iterator()
                .next();
        Files.writeString(lock, Files.readString(lock).replaceAll("(\"sha256\": \")[0-9a-f]{64}", "$1" + sum));

        assertThat(PipfilePins.read(lock).problems(python(11))).isEmpty();

        Files.writeString(pipfile, text + "more = '*'\n");
        assertThat(PipfilePins.read(lock).problems(python(11)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("PYF-476", "Pipfile.lock` is of an earlier `Pipfile`", "`pipenv lock`"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            poetry.lock  |                                                      | it has no `lock-version`
            poetry.lock  | [metadata]~lock-version = '3.0'                      | 1.0 to 2.1 are read
            poetry.lock  | [metadata]~lock-version = '2.1'                      | no `pyproject.toml` beside it
            Pipfile.lock | {}                                                   | `pipfile-spec` is 0, and 6 is read
            Pipfile.lock | {"_meta": {"pipfile-spec": 6}}                       | no `default`
            Pipfile.lock | {"_meta": {"pipfile-spec": 6}, "default": {"a": {"version": ">=1"}}} | `a` in it has no version
            Pipfile.lock | {"_meta": {"pipfile-spec": 6}, "default": {"a": {"version": "==1", "index": "x"}}} | `a` in it has no version
            Pipfile.lock | {                                                    | it is no JSON
            """)
    void whatCannotBeReadIsSaid(String name, String text, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text == null ? "" : text.replace('~', '\n'));
        PythonRequirements requirements = DiskProject.requirements(file);

        assertThatThrownBy(() -> org.pyflinkimage.value.PyFlinkException.throwIfAny(
                        DeclaredRequirements.read(requirements, DiskProject.ENVIRONMENT)
                                .problems(python(11), variable -> java.util.Optional.empty())))
                .hasMessageContainingAll("PYF-488", reason);
    }

    /** Folders and files lie where the lock file does; repositories are refused by whoever writes the lines for uv. */
    @Test
    void placesOfPoetrysPackagesAreKept() throws IOException {
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\ndependencies = ['a', 'b', 'c', 'd', 'e']\n");
        Path file = Files.writeString(folder.resolve("poetry.lock"), """
                [[package]]
                name = "a"
                version = "1"
                [package.source]
                type = "directory"
                url = "libs/a"
                [[package]]
                name = "b"
                version = "1"
                [package.source]
                type = "file"
                url = "wheels/b-1-py3-none-any.whl"
                [[package]]
                name = "c"
                version = "1"
                [package.source]
                type = "url"
                url = "https://files.example.com/c-1-py3-none-any.whl"
                [[package]]
                name = "d"
                version = "1"
                [package.source]
                type = "git"
                url = "https://example.com/d.git"
                reference = "main"
                resolved_reference = "0123"
                [[package]]
                name = "e"
                version = "1"
                [package.source]
                type = "legacy"
                url = "https://index.example.com/simple"
                reference = "own"
                [metadata]
                lock-version = "2.1"
                """);
        PoetryPins pins = PoetryPins.read(file, AskedParts.NONE);

        assertThat(pins.lines(python(11)))
                .map(RequirementLine::text)
                .containsExactly(
                        "a @ " + folder.resolve("libs/a").toUri(),
                        "b @ " + folder.resolve("wheels/b-1-py3-none-any.whl").toUri(),
                        "c @ https://files.example.com/c-1-py3-none-any.whl",
                        "d @ git+https://example.com/d.git@0123",
                        "e==1");
        assertThat(pins.indexSources(python(11)).orElseThrow().project(List.of("e==1")))
                .contains("https://index.example.com/simple", "own");
        assertThat(DeclaredRequirements.read(DiskProject.requirements(file), DiskProject.ENVIRONMENT)
                        .problems(python(11), name -> java.util.Optional.empty()))
                .map(Problem::code)
                .contains("PYF-494");
    }

    @Test
    void sourcesOfPipfilesAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("Pipfile.lock"), """
                {"_meta": {"pipfile-spec": 6, "sources": [
                  {"name": "pypi", "url": "https://index.example.com/simple"},
                  {"name": "own", "url": "https://own.example.com/simple"}]},
                 "default": {
                  "a": {"version": "==1", "index": "own"},
                  "b": {"version": "==1", "index": "pypi"},
                  "c": {"file": "https://files.example.com/c-1-py3-none-any.whl"},
                  "d": {"git": "https://example.com/d.git", "ref": "0123"},
                  "e": {"version": "==1", "markers": "python_version < '3'"}}}
                """);
        PipfilePins pins = PipfilePins.read(file);

        assertThat(pins.lines(python(11)))
                .map(RequirementLine::text)
                .containsExactly(
                        "a==1",
                        "b==1",
                        "c @ https://files.example.com/c-1-py3-none-any.whl",
                        "d @ git+https://example.com/d.git@0123");
        assertThat(pins.indexSources(python(11)).orElseThrow().sources().toString())
                .isEqualTo("{\"a\":{\"index\":\"own\"}}");
    }

    /** As pipenv does it, so that the file has no token. */
    @Test
    void variablesArePutIntoTheSourcesOfPipfilesAndRemembered() throws IOException {
        Path file = Files.writeString(folder.resolve("Pipfile.lock"), """
                {"_meta": {"pipfile-spec": 6, "sources": [
                  {"name": "pypi", "url": "https://index.example.com/simple"},
                  {"name": "own", "url": "https://own.example.com/${TOKEN}/simple"}]},
                 "default": {"a": {"version": "==1", "index": "own"}}}
                """);
        AddressVariables variables =
                new AddressVariables(name -> Optional.of("Ab3dEf9hIj2kLm1n").filter(value -> name.equals("TOKEN")));
        try (Scratch scratch = Scratch.create()) {
            RequirementWriter writer = new RequirementWriter(variables, folder, (place, project) -> "", python(11));

            Path project = new RequirementFiles(
                            scratch, writer, python(11), new IndexVariables(new Environment(Map.of(), folder), folder))
                    .prepare(
                            DeclaredRequirements.read(DiskProject.requirements(file), DiskProject.ENVIRONMENT),
                            SilentLog.INSTANCE)
                    .files()
                    .get(1);

            assertThat(project).content().contains("https://own.example.com/Ab3dEf9hIj2kLm1n/simple");
        }
        assertThat(variables
                        .masked(Problem.environment("PYF-490", "Ab3dEf9hIj2kLm1n"))
                        .what())
                .isEqualTo("${TOKEN}");
    }

    private PoetryPins poetry(String name, String project, String extra) throws IOException {
        copy(project, "pyproject.toml");
        return PoetryPins.read(
                copy(name, "poetry.lock"), new AskedParts(extra.isEmpty() ? Set.of() : Set.of(extra), Set.of()));
    }

    private Path copy(String name, String as) throws IOException {
        return Files.writeString(folder.resolve(as), text(name));
    }

    private static String text(String name) throws IOException {
        try (InputStream stream = OtherLocksTest.class.getResourceAsStream("others/" + name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** By name and version, as the tools write extras and markers in other ways. */
    private Set<String> texts(List<RequirementLine> lines) {
        return lines.stream()
                .map(line -> line.text().replace(folder.toUri().toString(), ""))
                .map(text -> text.replaceFirst("^common @ libs/common/?", "-e ./libs/common"))
                .map(text -> text.replaceFirst("\\s*;.*", "").replaceFirst("\\[.*?]", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exported(String name, MarkerEnvironment environment) throws IOException {
        return text(name)
                .lines()
                .filter(line -> Requirement.parse(line.replaceFirst("^-e \\S+", "common"))
                        .orElseThrow()
                        .holdsIn(environment))
                .map(line -> line.replaceFirst("\\s*;.*", "").replaceFirst("\\[.*?]", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static MarkerEnvironment python(int minor) {
        return MarkerEnvironment.of(new PythonVersion(new PythonMinor(minor), 1), Platform.LINUX_AMD64);
    }
}
