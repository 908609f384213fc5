package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;

/** Folders of pure Python that are required: resolved by a real uv, which sees wheels. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class LocalFoldersTest {

    private static final String SETUPTOOLS =
            "[build-system]\nrequires = ['setuptools>=61']\nbuild-backend = 'setuptools.build_meta'\n";
    private static final String POETRY =
            "[build-system]\nrequires = ['poetry-core']\nbuild-backend = 'poetry.core.masonry.api'\n";

    @TempDir
    Path folder;

    @AutoClose
    private PythonScene scene;

    private Path project;

    @BeforeEach
    void open() throws IOException {
        scene = new PythonScene(folder);
        project = Files.createDirectories(folder.resolve("project"));
        // What somebody else registered under the names of folders here.
        scene.index()
                .wheel("common-9.9-py3-none-any.whl")
                .wheel("deep-9.9-py3-none-any.whl")
                .wheel("kafka-1.0-py3-none-any.whl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./libs/common",
                "-e ./libs/common",
                "-e libs/common",
                "common @ file:PROJECT/libs/common",
                "libs/common/",
                "-e ./libs/common/ ; python_version > '3'"
            })
    void foldersAreTakenAsWheels(String line) throws IOException {
        library("libs/common", "common", "'extra'", "");

        PythonResolution resolution = resolve(line.replace("PROJECT", project.toString()));

        Wheel wheel = wheel(resolution, "common");
        assertThat(wheel.fileName()).isEqualTo("common-1.0-py3-none-any.whl");
        assertThat(wheel.location().source()).isEqualTo(Source.LOCAL);
        assertThat(address(resolution, wheel)).isEqualTo(folder("libs/common"));
        assertThat(PythonScene.names(resolution)).anyMatch(name -> name.startsWith("extra-2.0"));
    }

    @Test
    void extrasOfFoldersAreTaken() throws IOException {
        library("libs/common", "common", "", "[project.optional-dependencies]\nKafka = ['kafka']\n");

        assertThat(PythonScene.names(resolve("-e ./libs/common[kafka]"))).contains("kafka-1.0-py3-none-any.whl");
        assertThat(PythonScene.names(resolve("-e ./libs/common"))).doesNotContain("kafka-1.0-py3-none-any.whl");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            common = { path = 'libs/common' }                    |
            common = { path = 'libs/common', editable = true }   |
            common = { workspace = true }                        | [tool.uv.workspace]~members = ['libs/*']
            """)
    void projectsNameFoldersOfTheirOwn(String source, String workspace) throws IOException {
        library("libs/common", "common", "", "");
        String rest = workspace == null ? "" : workspace.replace('~', '\n');
        Path file = write(
                "pyproject.toml",
                "[project]\nname = 'job'\nversion = '1'\ndependencies = ['common']\n[tool.uv.sources]\n" + source + "\n"
                        + rest);

        PythonResolution resolution = scene.resolve(PythonScene.files(file));

        assertThat(address(resolution, wheel(resolution, "common"))).isEqualTo(folder("libs/common"));
    }

    /** By its name alone it would be asked for at the index, where there is another one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [tool.uv.sources]~deep = { path = '../deep' }     |
            [tool.uv.sources]~deep = { workspace = true }     | [tool.uv.workspace]~members = ['libs/*']
            ''                                                | [tool.uv.sources]~deep = { workspace = true }~[tool.uv.workspace]~members = ['libs/*']
            ''                                                | [tool.uv.sources]~deep = { path = 'libs/deep' }~[tool.uv.workspace]~members = ['libs/**']
            """)
    void whatFoldersTakeFromBesideThemIsNoIndexes(String own, String around) throws IOException {
        library("libs/common", "common", "'deep'", own.replace('~', '\n') + "\n");
        library("libs/deep", "deep", "", "");
        if (around != null) {
            write("pyproject.toml", around.replace('~', '\n'));
        }

        PythonResolution resolution = resolve("./libs/common");

        assertThat(address(resolution, wheel(resolution, "deep"))).isEqualTo(folder("libs/deep"));
        assertThat(wheel(resolution, "deep").version()).isEqualTo("1.0");
    }

    @Test
    void foldersOfPoetryNameOthersByTheirPaths() throws IOException {
        library("libs/deep", "deep", "", "");
        write("libs/common/common/__init__.py", "");
        write(
                "libs/common/pyproject.toml",
                "[tool.poetry]\nname = 'common'\nversion = '1.0'\ndescription = ''\nauthors = []\n[tool.poetry.dependencies]\npython = '^3.9'\nextra = '^2.0'\ndeep = { path = '../deep', develop = true }\n"
                        + POETRY);

        PythonResolution resolution = resolve("./libs/common");

        assertThat(address(resolution, wheel(resolution, "deep"))).isEqualTo(folder("libs/deep"));
        assertThat(PythonScene.names(resolution)).anyMatch(name -> name.startsWith("extra-2.0"));
    }

    /** Members of a workspace stand in its lock file as folders. */
    @Test
    void membersOfLockedWorkspacesAreTaken() throws IOException {
        write(
                "pyproject.toml",
                "[project]\nname = 'job'\nversion = '1'\nrequires-python = '>=3.11'\ndependencies = ['common']\n[tool.uv]\npackage = false\n[tool.uv.sources]\ncommon = { workspace = true }\n[tool.uv.workspace]\nmembers = ['packages/*']\n");
        library("packages/common", "common", "'extra'", "");
        Path lock = write(
                "uv.lock", """
                version = 1
                requires-python = ">=3.11"
                [manifest]
                members = ["common", "job"]
                [[package]]
                name = "common"
                version = "1.0"
                source = { editable = "packages/common" }
                dependencies = [{ name = "extra" }]
                [package.metadata]
                requires-dist = [{ name = "extra" }]
                [[package]]
                name = "extra"
                version = "1.0"
                source = { registry = "%s" }
                wheels = [{ url = "%sextra-1.0-py3-none-any.whl", hash = "sha256:%s" }]
                [[package]]
                name = "job"
                version = "1"
                source = { virtual = "." }
                dependencies = [{ name = "common" }]
                [package.metadata]
                requires-dist = [{ name = "common", editable = "packages/common" }]
                """.formatted(scene.index().simple(), scene.index().simple(), scene.sumOfExtra()));

        PythonResolution resolution = scene.resolve(PythonScene.files(lock));

        assertThat(PythonScene.names(resolution)).contains("common-1.0-py3-none-any.whl", "extra-1.0-py3-none-any.whl");
        assertThat(address(resolution, wheel(resolution, "common"))).isEqualTo(folder("packages/common"));
    }

    @Test
    void membersThatNoWorkspaceHasAreNoIndexes() throws IOException {
        library("libs/common", "common", "'deep'", "[tool.uv.sources]\ndeep = { workspace = true }\n");

        assertThatThrownBy(() -> resolve("./libs/common"))
                .hasMessageContainingAll(
                        "[PYF-494] `./libs/common` in line 1",
                        "it takes `deep` from its workspace, and no workspace is around it");
    }

    @Test
    void allThatNeedRunningAreNamedAtOnce() throws IOException {
        write(
                "libs/one/setup.py",
                "from setuptools import setup, Extension\nsetup(ext_modules=[Extension('a', ['a.c'])])\n");
        write(
                "libs/two/pyproject.toml",
                "[project]\nname = 'two'\ndynamic = ['version']\n[build-system]\nrequires = ['setuptools', 'setuptools-scm']\nbuild-backend = 'setuptools.build_meta'\n");
        library("libs/three", "three", "", "");
        write(
                "libs/four/pyproject.toml",
                "[project]\nname = 'four'\nversion = '1'\n[tool.uv.sources]\nx = { git = 'https://example.com/x' }\n"
                        + SETUPTOOLS);
        write("libs/four/four.py", "");

        assertThatThrownBy(() -> resolve("./libs/one\n-e ./libs/two\nother @ file:./libs/three\n./libs/four"))
                .hasMessageContainingAll(
                        "[PYF-494] `./libs/one` in line 1",
                        "its `setup.py` has more in it than `setup()`",
                        "[PYF-494] `./libs/two` in line 2",
                        "`setuptools-scm` takes part in its build",
                        "[PYF-479] `other @ file:./libs/three` in line 3",
                        "is called `three`",
                        "[PYF-494] `./libs/four` in line 4",
                        "it takes `x` from a repository of sources",
                        "pip wheel --no-deps --wheel-dir wheels ./libs/one");
    }

    /** Whoever judges a lock file knows that its folders were named. */
    @Test
    void foldersAreAmongThePlacesThatRequirementsName() throws IOException {
        library("libs/common", "common", "'deep'", "[tool.uv.sources]\ndeep = { path = '../../../deep' }\n");
        library("../deep", "deep", "", "");
        PythonRequirements requirements = PythonScene.files(write("requirements.txt", "-e ./libs/common[all]\n"));

        List<URI> places = RequiredPlaces.of(requirements, List.of(), DiskProject.ENVIRONMENT, null);

        assertThat(places)
                .map(place -> Path.of(place).normalize())
                .containsExactly(folder("libs/common"), folder("../deep"));
    }

    private PythonResolution resolve(String text) throws IOException {
        return scene.resolve(PythonScene.files(write("requirements.txt", text + "\n")));
    }

    private static Wheel wheel(PythonResolution resolution, String name) {
        return resolution.distributions().stream()
                .filter(it -> it.title().equals(name))
                .map(Wheel.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Path address(PythonResolution resolution, Wheel wheel) {
        URI base = resolution.sources().get(wheel.location().source());
        assertThat(base).isNotNull();
        return Path.of(base.resolve(wheel.location().path())).normalize();
    }

    private Path folder(String path) {
        return project.resolve(path).normalize();
    }

    private void library(String path, String name, String dependencies, String rest) throws IOException {
        write(path + "/" + name + "/__init__.py", "x = 1\n");
        write(
                path + "/pyproject.toml",
                "[project]\nname = '%s'\nversion = '1.0'\ndependencies = [%s]\n%s%s"
                        .formatted(name, dependencies, rest, SETUPTOOLS));
    }

    private Path write(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
