package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.files;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.value.Sha256;

/** What may be declared, and how uv gets to read it. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class DeclaredFilesTest {

    @TempDir
    private Path folder;

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    @Test
    void readsRequirementsFilesWithTheFilesTheyName() throws IOException {
        Files.writeString(folder.resolve("constraints.txt"), "extra<2\n");
        Files.writeString(folder.resolve("more.txt"), "extra  # a comment\n");
        Path file = Files.writeString(folder.resolve("requirements.txt"), "-c constraints.txt\n-r more.txt\n");

        assertThat(names(scene.resolve(files(file)))).contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void readsProjectsAndTheirWishes() throws IOException {
        Path file = Files.writeString(folder.resolve("pyproject.toml"), """
                [project]
                name = "job"
                version = "1"
                dependencies = ["extra"]
                [tool.uv]
                constraint-dependencies = ["extra<2"]
                """);

        assertThat(names(scene.resolve(files(file))))
                .contains("extra-1.0-py3-none-any.whl")
                .noneMatch(name -> name.startsWith("job"));
    }

    @Test
    void readsLocksOfPoetryAndPipenv() throws IOException {
        Files.writeString(folder.resolve("pyproject.toml"), "[tool.poetry.dependencies]\nextra = '*'\n");
        String sum = scene.sumOfExtra();
        Path poetry = Files.writeString(
                folder.resolve("poetry.lock"),
                "[[package]]\nname = 'extra'\nversion = '1.0'\nfiles = [{file = 'extra-1.0-py3-none-any.whl', hash = 'sha256:%s'}]\n[metadata]\nlock-version = '2.1'\n"
                        .formatted(sum));
        Path pipfile = Files.writeString(
                folder.resolve("Pipfile.lock"), """
                {"_meta": {"pipfile-spec": 6, "sources": [{"name": "own", "url": "%s"}]},
                 "default": {"extra": {"version": "==1.0", "hashes": ["sha256:%s"]}}}
                """.formatted(scene.index().simple(), sum));
        assertThat(names(scene.resolve(files(poetry)))).contains("extra-1.0-py3-none-any.whl");
        assertThat(names(scene.resolve(files(pipfile)))).contains("extra-1.0-py3-none-any.whl");

        Files.writeString(pipfile, Files.readString(pipfile).replace(sum, "0".repeat(64)));
        assertThatThrownBy(() -> scene.resolve(files(pipfile))).hasMessageContaining("PYF-491");
    }

    @Test
    void readsPylocks() throws IOException {
        assertThat(names(scene.resolve(files(scene.pylock(scene.sumOfExtra())))))
                .contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void readsUvsLocksAndWhatTheirProjectsSay() throws IOException {
        String simple = scene.index().simple().toString();
        scene.variable("UV_DEFAULT_INDEX", "");
        Path lock =
                scene.uvLock(scene.sumOfExtra(), "[[tool.uv.index]]\nurl = '%s'\ndefault = true\n".formatted(simple));

        assertThat(names(scene.resolve(files(lock)))).contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void wheelsThatASumFixesOrAFolderOffersAreLockedLikeAllOthers() throws IOException {
        Path wheels = Files.createDirectories(folder.resolve("job/wheels"));
        byte[] bytes = LoopbackIndex.bytesOfWheel("own-1.0-py3-none-any.whl");
        Files.write(wheels.resolve("own-1.0-py3-none-any.whl"), bytes);
        Path fixed = Files.writeString(
                folder.resolve("job/requirements.txt"),
                "./wheels/own-1.0-py3-none-any.whl --hash=sha256:%s\n"
                        .formatted(Sha256.of(bytes).hex()));
        Path offered = Files.writeString(folder.resolve("job/offered.txt"), "--find-links wheels\nown\n");

        assertThat(sourceOf("own", scene.resolve(files(fixed))).family()).isEqualTo("python");
        assertThat(sourceOf("own", scene.resolve(files(offered))).family()).isEqualTo("python");
    }

    private static Source sourceOf(String name, PythonResolution resolution) {
        return resolution.distributions().stream()
                .filter(artifact -> artifact.title().equals(name))
                .map(artifact -> artifact.location().source())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void wheelsOfTheProjectAreFoundFromItsFolder() throws IOException {
        Path project = Files.createDirectories(folder.resolve("job/wheels")).getParent();
        Files.write(
                project.resolve("wheels/own-1.0-py3-none-any.whl"),
                LoopbackIndex.bytesOfWheel("own-1.0-py3-none-any.whl"));
        Path file = Files.writeString(project.resolve("requirements.txt"), "./wheels/own-1.0-py3-none-any.whl\n");

        PythonResolution resolution = scene.resolve(files(file));

        assertThat(names(resolution)).contains("own-1.0-py3-none-any.whl");
        assertThat(resolution.sources().values().stream().map(java.net.URI::getPath))
                .contains(project.resolve("wheels") + "/");
        assertThat(sourceOf("own", resolution)).isEqualTo(Source.LOCAL);
        assertThat(sourceOf("apache-flink", resolution)).isEqualTo(Source.PYTHON);
    }

    @Test
    void missingAndUnknownFilesAreReportedTogether() throws IOException {
        Path odd = Files.writeString(folder.resolve("pdm.lock"), "");

        assertThatThrownBy(() -> scene.resolve(files(folder.resolve("none.txt"), odd)))
                .hasMessageContaining("there is no readable file `" + folder.resolve("none.txt"))
                .hasMessageContaining("pdm.lock` is of no known kind")
                .hasMessageContaining("PYF-488");
    }
}
