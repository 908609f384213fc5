package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.Place;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Lines of requirements as uv is given them, and those that it is not given. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class RequirementWriterTest {

    private static final List<String> REFUSED = List.of(
            "-e ./sources",
            "-e git+https://me:secret@example.com/x.git",
            "./sources",
            "./sources-1.0.tar.gz",
            "x @ git+https://me:secret@example.com/x.git?token=secret",
            "https://me:secret@example.com/x-1.0.zip?token=secret#egg=x",
            "x @ ftp://example.com/x-1.0-py3-none-any.whl",
            "x @ https://example.com/x",
            "./missing-1.0-py3-none-any.whl",
            "x @ file:///missing/x",
            "--no-binary x",
            "x==1 --global-option=build",
            "x =>1",
            "https://example.com/${TWO_LINES}/x-1-py3-none-any.whl",
            "./sources[a] ; python_version > \"3\"",
            "./sources with blanks",
            "./wheels/good-1.0-py3-none-any.whl ; nonsense",
            "-r https://example.com/more.txt",
            "-c https://me:secret@example.com/more.txt?token=secret",
            "--index-url ftp://me:secret@example.com/",
            "--find-links",
            "--extra-index-url https://example.com/${TWO_LINES}",
            "--extra-index-url https://example.com/${GOES_ON}",
            "./${GOES_ON}.whl",
            "--index-url https://me:${UNSET}@example.com/",
            "-f ${UNSET}/${OTHER}/wheels",
            "x @ https://example.com/${UNSET}/x-1-py3-none-any.whl",
            "${UNSET}/x-1-py3-none-any.whl[a] ; python_version > \"3\"",
            "-e ${UNSET}/sources",
            "x @ file:///${UNSET}/x-1-py3-none-any.whl",
            "-e git+https://me:${UNSET}@example.com/x.git",
            "x @ git+https://${UNSET}@example.com/x.git ; python_version > \"3\"",
            "git+https://${UNSET}@example.com/x.git",
            "requirements-dev.txt",
            "Pipfile ; python_version > \"3\"",
            "setup.py[dev]");

    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Files.createDirectories(folder.resolve("sources with blanks"));
        Files.createDirectories(folder.resolve("below"));
        Files.writeString(folder.resolve("sources-1.0.tar.gz"), "");
        Path wheels = Files.createDirectories(folder.resolve("wheels"));
        Files.writeString(wheels.resolve("good-1.0-py3-none-any.whl"), "");
        Files.writeString(wheels.resolve("local-1.0+a-py3-none-any.whl"), "");
        variables.putAll(Map.of("WHEELS", "wheels", "TWO_LINES", "a\u2028b", "GOES_ON", "a\\"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Six [b,a] >=1,<2                                  | Six[a,b]<2,>=1
            ./wheels/good-1.0-py3-none-any.whl                | good @ WHEELS/good-1.0-py3-none-any.whl
            wheels/good-1.0-py3-none-any.whl[b,a]             | good[a,b] @ WHEELS/good-1.0-py3-none-any.whl
            wheels/good-1.0-py3-none-any.whl ; os_name == 'x' | good @ WHEELS/good-1.0-py3-none-any.whl ; os_name == 'x'
            ${WHEELS}/good-1.0-py3-none-any.whl               | good @ WHEELS/good-1.0-py3-none-any.whl
            Own @ wheels/good-1.0-py3-none-any.whl            | Own @ WHEELS/good-1.0-py3-none-any.whl
            Own[b] @ ./wheels/../wheels/good-1.0-py3-none-any.whl | Own[b] @ WHEELS/good-1.0-py3-none-any.whl
            wheels/local-1.0+a-py3-none-any.whl               | local @ WHEELS/local-1.0+a-py3-none-any.whl
            WHEELS/local-1.0%2Ba-py3-none-any.whl             | local @ WHEELS/local-1.0+a-py3-none-any.whl
            FILE:wheels/good-1.0-py3-none-any.whl#egg=good    | good @ WHEELS/good-1.0-py3-none-any.whl
            https://x/a-1-py3-none-any.whl?b#c=d              | a @ https://x/a-1-py3-none-any.whl?b#c=d
            HTTPS://x/a-1%2Bb-py3-none-any.whl                | a @ HTTPS://x/a-1%2Bb-py3-none-any.whl
            """)
    void requirementsHaveOneForm(String line, String written) {
        String wheels = folder.toUri() + "wheels";

        assertThat(write(line.replace("WHEELS/", wheels + "/").replace("${" + wheels, "${WHEELS"))
                        .requirements())
                .containsExactly(written.replace("WHEELS", wheels));
    }

    /** Anybody may register a package by the name of a file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "requirements-dev.txt",
                "requirements.in",
                "Pipfile",
                "pipfile.lock",
                "poetry.lock",
                "uv.lock",
                "setup.py",
                "SETUP.CFG",
                "environment.yml",
                "pyproject.toml[dev]",
                "more.json ; python_version > '3'",
                "tox.ini"
            })
    void whatLooksLikeAFileIsNoPackage(String line) {
        assertThat(refusals(lines(line))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-488");
            assertThat(problem.why()).containsExactly("it is taken for a file, and never asked for at a package index");
            assertThat(problem.remedies()).hasSize(2);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ruamel.yaml", "Discord.py", "setup.py>=0", "uv.lock==1", "zope.interface", "x.txtfile", "pip"})
    void aVersionOrAKnownNameTellsAPackage(String line) {
        assertThat(write(line).requirements()).containsExactly(line);
    }

    @Test
    void constraintsStandApart() {
        RequirementWriter writer = writer();
        lines("a<2").forEach(line -> writer.add(new RequirementLine(line.place(), line.text(), true, line.options())));
        lines("b<3").forEach(writer::add);

        UvInput input = writer.result();

        assertThat(input.constraints()).containsExactly("a<2");
        assertThat(input.text()).isEqualTo("b<3\n");
    }

    @Test
    void aLastIndexTakesThePlaceOfAnEarlierOne() {
        assertThat(write("""
                        -i https://one/
                        --extra-index-url https://two/
                        --extra-index-url https://two/
                        --no-index
                        --index-url file:///three
                        x
                        """).text()).isEqualTo("""
                        --extra-index-url https://two/
                        --no-index
                        --index-url file:///three
                        x
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "--find-links wheels, wheels",
        "--find-links ./other, other",
        "-f ${WHEELS}, wheels",
        "--find-links below/../wheels, wheels"
    })
    void foldersAreNamedWhole(String line, String name) {
        String address = folder.resolve(name).toUri().toString();

        assertThat(write(line).sources()).containsExactly("--find-links " + address);
    }

    @Test
    void foldersLieBesideTheirFileOrWherePipIsCalled() throws IOException {
        Files.createDirectories(folder.resolve("below/own"));
        Path file = folder.resolve("below/requirements.txt");

        assertThat(write(file, "-f own\n-f wheels\n").sources())
                .containsExactly(
                        "--find-links " + folder.resolve("below/own").toUri(),
                        "--find-links " + folder.resolve("wheels").toUri());
    }

    @Test
    void prereleasesCountWhereTheyAreAskedFor() {
        assertThat(write("--pre\nx").options()).containsExactly("--prerelease", "allow");
        assertThat(write("x").options()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--trusted-host example.com", "--require-hashes", "--use-feature x"})
    void whatHasNoEffectIsWarnedOf(String line) {
        RequirementWriter writer = writer();
        lines(line).forEach(writer::add);

        assertThat(writer.result().text()).isEqualTo("\n");
        assertThat(writer.warnings()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.toText())
                    .startsWith("[PYF-495] `%s` in line 1 of `".formatted(line.split(" ", 2)[0]))
                    .contains("has no effect", "take it out");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only-binary :all:", "--prefer-binary", "x --hash=sha256:00", "--no-binary :none:"})
    void whatIsMetAnywayIsPassedOver(String line) {
        RequirementWriter writer = writer();
        lines(line).forEach(writer::add);

        assertThat(writer.result().sources()).isEmpty();
        assertThat(writer.warnings()).isEmpty();
    }

    @Test
    void refusalsAreToldWithTheWaysOut() {
        StringBuilder text = new StringBuilder();
        for (String line : REFUSED) {
            text.append(line).append('\n');
            refusals(lines(line))
                    .forEach(problem -> text.append(problem.toText()).append('\n'));
            text.append('\n');
        }
        text.append("in the declaration\n");
        refusals(List.of(RequirementLine.declared("./sources"), RequirementLine.declared("x =>1")))
                .forEach(problem -> text.append(problem.toText()).append('\n'));

        Golden.assertMatches("resolve/python/refused-lines.txt", text.toString().replace(folder.toString(), "PROJECT"));
    }

    /** They may be set where versions are chosen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--extra-index-url https://me:${UNSET}@example.com/",
                "x @ https://example.com/${UNSET}/x-1-py3-none-any.whl",
                "-e ${UNSET}/sources"
            })
    void whoJudgesBeforeLetsVariablesBeThatAreNotSet(String line) {
        RequirementWriter writer = writer();
        lines(line).forEach(writer::add);

        assertThat(writer.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x @ https://me:${UNSET}@example.com/x-1-py3-none-any.whl ; sys_platform == 'win32'          | false
            ${UNSET}/x-1-py3-none-any.whl ; sys_platform == 'win32'                                     | false
            x @ https://me:${UNSET}@example.com/x-1-py3-none-any.whl ; sys_platform == 'linux'          | true
            https://me:${UNSET}@example.com/x-1-py3-none-any.whl[a] ; platform_machine == 'x86_64'      | true
            """, quoteCharacter = '"')
    void whatIsNotRequiredNeedsNoValue(String line, boolean told) {
        RequirementWriter writer = new RequirementWriter(
                new AddressVariables(this::variable),
                folder,
                (place, project) -> "",
                MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 1), Platform.LINUX_AMD64));
        lines(line).forEach(writer::add);

        if (told) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(writer::result)
                    .withMessageContaining("PYF-467");
        } else {
            assertThat(writer.result().text()).doesNotContain("x-1");
        }
    }

    /** Of others' addresses it is said that they may have none. */
    @Test
    void whatOthersNameIsNotToBeSet() {
        RequirementWriter writer = writer();
        lines("--index-url https://${UNSET}/\nx @ https://${UNSET}/x-1-py3-none-any.whl\n")
                .forEach(writer::add);
        writer.refuse(List.of(RefusedRequirement.variable("https://${UNSET}/", Place.DECLARATION)));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(writer::result)
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(Problem::code)
                        .containsExactly("PYF-474"));
    }

    private List<Problem> refusals(List<RequirementLine> lines) {
        RequirementWriter writer = writer();
        lines.forEach(writer::add);
        try {
            throw new AssertionError("not refused: " + writer.result());
        } catch (PyFlinkException e) {
            return e.problems();
        }
    }

    private UvInput write(String text) {
        return write(folder.resolve("requirements.txt"), text);
    }

    private UvInput write(Path file, String text) {
        RequirementWriter writer = writer();
        lines(file, text).forEach(writer::add);
        return writer.result();
    }

    private List<RequirementLine> lines(String text) {
        return lines(folder.resolve("requirements.txt"), text);
    }

    private List<RequirementLine> lines(Path file, String text) {
        RequirementsReader reader =
                new RequirementsReader(path -> Optional.of(text.getBytes(StandardCharsets.UTF_8)), this::variable);
        reader.read(file);
        assertThat(reader.result().problems()).isEmpty();
        return reader.result().lines();
    }

    private RequirementWriter writer() {
        return RequirementWriter.judging(this::variable, folder, address -> false);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }
}
