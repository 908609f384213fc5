package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

@EnabledOnOs({OS.LINUX, OS.MAC})
class DeclaredRequirementsTest {

    private static final MarkerEnvironment ENVIRONMENT =
            MarkerEnvironment.of(PythonVersion.parse("3.11.2").orElseThrow(), Platform.LINUX_AMD64);

    @TempDir
    private Path folder;

    /** An address in a lock file is what an index answered once. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PYF-474 | uv.lock     | version = 1~[[package]]~name = "job"~source = { virtual = "." }~dependencies = [{ name = "x" }]~[[package]]~name = "x"~version = "1"~source = { url = "ADDRESS" }
            PYF-488 | pylock.toml | lock-version = "1.0"~[[packages]]~name = "x"~archive = { url = "ADDRESS" }
            PYF-474 | poetry.lock | [[package]]~name = "x"~version = "1"~[package.source]~type = "url"~url = "ADDRESS"~[metadata]~lock-version = "2.1"
            PYF-474 | poetry.lock | [[package]]~name = "x"~version = "1"~[package.source]~type = "legacy"~reference = "own"~url = "ADDRESS"~[metadata]~lock-version = "2.1"
            """)
    void noVariableIsPutIntoWhatALockFileSays(String code, String name, String text) throws IOException {
        write("pyproject.toml", "[project]\nname = 'job'\nversion = '1'\ndependencies = ['x']\n");
        Path file = write(
                name,
                text.replace('~', '\n').replace("ADDRESS", "https://other.example.com/${TOKEN}/x-1-py3-none-any.whl"));

        assertThat(DeclaredRequirements.read(DiskProject.requirements(file), DiskProject.ENVIRONMENT)
                        .problems(ENVIRONMENT, variable -> Optional.of("s3cr3t")))
                .anySatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.toText()).contains(name).doesNotContain("s3cr3t");
                });
    }

    @Test
    void readsEveryForm() throws IOException {
        Path plain = write("requirements.txt", "a==1\n-c limits.txt\n");
        write("limits.txt", "b<2\n");
        Path project = write(
                "pyproject.toml",
                "[project]\ndependencies = ['c']\n[project.optional-dependencies]\nmore = ['d']\nother = ['x']\n");
        Path uv = write("uv.lock", """
                version = 1
                [[package]]
                name = "job"
                source = { editable = "." }
                dependencies = [{ name = "e" }, { name = "x", marker = "sys_platform == 'win32'" }]
                [[package]]
                name = "e"
                version = "5"
                source = { registry = "http://127.0.0.1/simple" }
                [[package]]
                name = "x"
                version = "5"
                source = { registry = "http://127.0.0.1/simple" }
                """);
        Path pylock = write(
                "pylock.toml",
                "lock-version = '1.0'\n[[packages]]\nname = 'f'\nversion = '6'\n[[packages]]\nname = 'x'\nversion = '6'\nmarker = \"python_version < '3'\"\n");
        PythonRequirements requirements = DiskProject.requirements(plain, project, uv, pylock)
                .withExtras(new TreeMap<>(Map.of(project, new TreeSet<>(List.of("more")))));

        DeclaredRequirements read = DeclaredRequirements.read(requirements, DiskProject.ENVIRONMENT);

        assertThat(read.lines(ENVIRONMENT))
                .extracting(RequirementLine::text)
                .containsExactly("a==1", "b<2", "c", "d", "e==5", "f==6");
        assertThat(read.lines(ENVIRONMENT))
                .filteredOn(RequirementLine::constraint)
                .extracting(RequirementLine::text)
                .containsExactly("b<2");
        assertThat(read.problems(ENVIRONMENT, name -> Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "-e .                                               | PYF-494",
                "./sources                                          | PYF-494",
                "x @ git+https://example.com/x                      | PYF-494",
                "x =>1                                              | PYF-488",
                "certifi @ file:///croot/certifi/work               | PYF-488",
                "/opt/wheels/own-1-py3-none-any.whl                 | PYF-488",
                // Not before it is resolved: on a server, behind a variable, of a later step of the build.
                "-r https://example.com/more.txt                    | none",
                "own @ ${WHEELS}/own-1-py3-none-any.whl             | none",
                "./wheels/own-1-py3-none-any.whl                    | none",
                "own @ https://example.com/own-1-py3-none-any.whl   | none",
            })
    void whatNoImageCanBeMadeOfIsKnownBeforeAnythingIsAsked(String line, String code) throws IOException {
        Files.createDirectory(folder.resolve("sources"));
        Path file = write("requirements.txt", line + "\n");

        assertThat(DeclaredRequirements.read(DiskProject.requirements(file), DiskProject.ENVIRONMENT)
                        .problems(ENVIRONMENT, name -> Optional.empty()))
                .extracting(Problem::code)
                .containsExactlyElementsOf(code == null ? List.of() : List.of(code));
    }

    @Test
    void whatIsWrongWithFilesIsToldAtOnce() throws IOException {
        Path first = write("pyproject.toml", "[project\n");
        Path second = write("other.toml", "= 1\n");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> DeclaredRequirements.read(
                        DiskProject.requirements(first, second, folder.resolve("uv.lock")), DiskProject.ENVIRONMENT))
                .satisfies(failure -> assertThat(failure.problems())
                        .extracting(Problem::code)
                        .containsExactly("PYF-488", "PYF-488", "PYF-488"));
    }

    @Test
    void whatAProjectDoesNotSayIsAProblem() throws IOException {
        Path file = write("pyproject.toml", "[project]\nname = 'x'\ndynamic = ['dependencies']\n");

        assertThat(DeclaredRequirements.read(DiskProject.requirements(file), DiskProject.ENVIRONMENT)
                        .problems(ENVIRONMENT, name -> Optional.empty()))
                .extracting(Problem::code)
                .containsExactly("PYF-488");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
