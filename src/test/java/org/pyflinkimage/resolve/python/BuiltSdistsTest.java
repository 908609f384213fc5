package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;
import static org.pyflinkimage.resolve.sources.SdistScene.pkgInfo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.resolve.sources.SdistScene;
import org.pyflinkimage.spec.BuilderName;

/** Source distributions that only running can tell about, which a builder runs: here they are chosen, and none is run. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class BuiltSdistsTest {

    private static final String BUILDER = "`<builder>docker</builder>`";

    @TempDir
    private Path folder;

    private PythonScene scene;
    private Path marker;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
        marker = folder.resolve("marker");
    }

    @AfterEach
    void close() {
        if (scene != null) { // as where there is no uv
            scene.close();
            assertThat(marker).doesNotExist();
        }
    }

    /** One that compiles something, and leaves a marker where its script is run. */
    private void compiled(String name, String version, String published) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("setup.py", """
                import pathlib
                getattr(pathlib.Path('%s'), 'touch')()
                from setuptools import Extension, setup
                setup(name='%s', version='%s', ext_modules=[Extension('x', ['x.c'])], install_requires=read())
                """.formatted(marker, name, version));
        files.put("PKG-INFO", published);
        String stem = name + "-" + version;
        scene.index().file(name, stem + ".tar.gz", SdistScene.tar(stem, files));
    }

    @Test
    void aBuilderGetsWhatCannotBeReadWithWhatItRequires() {
        compiled("first", "1.0", pkgInfo("first", "1.0", "second>=1"));
        compiled("first", "2.0", pkgInfo("first", "2.0", "extra>=9"));
        compiled("second", "1.5", pkgInfo("second", "1.5", "extra<2"));
        scene.builder(BuilderName.PODMAN);

        PythonResolution resolution = scene.resolve(inline("first"));

        assertThat(names(resolution))
                .contains("first-1.0.tar.gz", "second-1.5.tar.gz", "extra-1.0-py3-none-any.whl")
                .doesNotContain("first-2.0.tar.gz");
        assertThat(resolution.distributions().stream().filter(it -> it.title().equals("first")))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it).isInstanceOf(LockedArtifact.Sdist.class);
                    assertThat(it.sha256()).isEqualTo(scene.index().sum("first", "first-1.0.tar.gz"));
                });
        assertThat(scene.notes().stream().filter(note -> note.contains("podman builds")))
                .hasSize(2)
                .anyMatch(note -> note.contains("`first-1.0.tar.gz` (its `setup.py` has `ext_modules`")
                        && note.contains("what it requires is what its publisher wrote into it"));
    }

    @Test
    void whatHasWheelsForOtherSystemsAloneIsBuilt() {
        scene.index().wheel("first-1.0-cp311-cp311-win_amd64.whl");
        compiled("first", "1.0", pkgInfo("first", "1.0"));
        assertThatThrownBy(() -> scene.resolve(inline("first"))).hasMessageContaining("[PYF-486]");

        scene.builder(BuilderName.DOCKER);

        assertThat(names(scene.resolve(inline("first")))).contains("first-1.0.tar.gz");
    }

    @Test
    void withoutABuilderThatIsAWayOut() {
        compiled("first", "1.0", pkgInfo("first", "1.0"));
        compiled("avro_python3", "9.1", pkgInfo("avro-python3", "9.1"));

        assertThatThrownBy(() -> scene.resolve(inline("first")))
                .hasMessageContainingAll("[PYF-486]", "has `ext_modules`", BUILDER);
        assertThatThrownBy(() -> scene.resolve(inline("avro-python3==9.1")))
                .hasMessageContainingAll("[PYF-486] `avro-python3==9.1` has no wheel", BUILDER);
        assertThat(scene.notes()).noneMatch(note -> note.contains("builds `"));
    }

    @Test
    void itIsNoneWhereNoDockerfileCanBeHad() {
        compiled("first", "1.0", pkgInfo("first", "1.0"));
        scene.withoutDockerfile();

        assertThatThrownBy(() -> scene.resolve(inline("first")))
                .hasMessageContainingAll("[PYF-486]", "has `ext_modules`")
                .hasMessageNotContaining(BUILDER);
    }

    @Test
    void whatDoesNotSayWhatItRequiresIsRefusedOnBothRoads() {
        compiled("first", "1.0", "Metadata-Version: 2.1\nName: first\nVersion: 1.0\n");
        compiled("second", "1.0", pkgInfo("other", "1.0"));
        assertThatThrownBy(() -> scene.resolve(inline("first", "second")))
                .hasMessageContaining("[PYF-486]")
                .hasMessageNotContaining(BUILDER);

        scene.builder(BuilderName.DOCKER);

        assertThatThrownBy(() -> scene.resolve(inline("first", "second")))
                .hasMessageContainingAll(
                        "[PYF-486]",
                        "`first-1.0.tar.gz`: ",
                        "`second-1.0.tar.gz`: ",
                        "a builder is given what says for every build of it what it requires")
                .hasMessageNotContaining(BUILDER);
    }

    /** Whoever builds it gets one of both, and nobody knows which. */
    @Test
    void whatContradictsItselfIsRefusedOnBothRoads() {
        scene.index()
                .file(
                        "first",
                        "first-1.0.tar.gz",
                        SdistScene.tar(
                                "first-1.0",
                                Map.of("setup.cfg", """
                [metadata]
                name = first
                version = 1.0
                [options]
                py_modules = first
                install_requires = extra
                """, "first.py", "", "PKG-INFO", pkgInfo("first", "1.0"))));
        scene.builder(BuilderName.DOCKER);

        assertThatThrownBy(() -> scene.resolve(inline("first")))
                .hasMessageContainingAll("[PYF-486]", "its settings require something else than its PKG-INFO: `extra");
    }
}
