package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;
import static org.pyflinkimage.resolve.sources.SdistScene.pkgInfo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.resolve.sources.SdistScene;
import org.pyflinkimage.value.PyFlinkException;

/** Source distributions that an index has instead of wheels: a real uv chooses them, and none is run. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class IndexSdistsTest {

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

    /** One whose script leaves a marker where it is run, in a way that its reader does not see. */
    private void sdist(String name, String version, String arguments, String... requires) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "setup.py",
                "import pathlib\ngetattr(pathlib.Path('%s'), 'touch')()\nfrom setuptools import setup\nsetup(name='%s', version='%s', py_modules=['%s'], %s)\n"
                        .formatted(marker, name, version, name, arguments));
        files.put(name + ".py", "");
        files.put("PKG-INFO", pkgInfo(name, version, requires));
        String stem = name + "-" + version;
        scene.index().file(name, stem + ".tar.gz", SdistScene.tar(stem, files));
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNoWheelIsReadAndResolvedWithWhatItRequires(LoopbackIndex.Form form) {
        scene.index(form, Optional.empty());
        sdist(
                "first",
                "1.0",
                "install_requires=['second>=1', 'extra<2'], extras_require={'x': ['third']}",
                "second>=1",
                "extra<2",
                "third; extra == 'x'");
        sdist("second", "1.5", "");
        sdist("third", "3.0", "");

        PythonResolution resolution = scene.resolve(inline("first[x]"));

        assertThat(names(resolution))
                .contains("extra-1.0-py3-none-any.whl", "first-1.0.tar.gz", "second-1.5.tar.gz", "third-3.0.tar.gz");
        assertThat(resolution.distributions().stream().filter(it -> it.title().equals("first")))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it).isInstanceOf(LockedArtifact.Sdist.class);
                    assertThat(it.sha256()).isEqualTo(scene.index().sum("first", "first-1.0.tar.gz"));
                    assertThat(it.location().path()).isEqualTo("first/first-1.0.tar.gz");
                });
    }

    @Test
    void anOlderReleaseIsTakenWhereTheNewestDoesNotFit() {
        sdist("first", "1.0", "install_requires=['extra<2']", "extra<2");
        sdist("first", "2.0", "install_requires=['extra>=2']", "extra>=2");
        sdist("first", "3.0", "python_requires='>=3.99'");

        assertThat(names(scene.resolve(inline("first", "extra<2"))))
                .contains("extra-1.0-py3-none-any.whl", "first-1.0.tar.gz");
        assertThat(names(scene.resolve(inline("first")))).contains("first-2.0.tar.gz");
    }

    @Test
    void wheelsComeFirst() {
        sdist("extra", "3.0", "");

        assertThat(names(scene.resolve(inline("extra")))).doesNotContain("extra-3.0.tar.gz");
        assertThat(names(scene.resolve(inline("extra>=3")))).contains("extra-3.0.tar.gz");
    }

    /** uv's reason names both that have no wheel, though one of them is enough; of the other there is an older wheel. */
    @ParameterizedTest
    @ValueSource(strings = {"", "cmdclass={'build_py': B}"})
    void wheelsComeBeforeWhatWasLetInForTheSakeOfAnother(String arguments) {
        scene.index().wheel("either-1.0-py3-none-any.whl", "extra>=3").wheel("either-2.0-py3-none-any.whl", "first");
        sdist("extra", "3.0", arguments);
        sdist("first", "1.0", "");

        assertThat(names(scene.resolve(inline("either", "extra"))))
                .contains("either-2.0-py3-none-any.whl", "first-1.0.tar.gz")
                .anyMatch(name -> name.startsWith("extra-2.0-"))
                .doesNotContain("extra-3.0.tar.gz");
    }

    @Test
    void whatIsLargerThanAnyOfPurePythonIsNotReadToItsEnd() {
        scene.index(LoopbackIndex.Form.HTML, Optional.empty());
        sdist("first", "1.0", "");
        scene.index().server().answer("/files/first/first-1.0.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, (256L << 20) + 1);
            exchange.close();
        });

        assertThatThrownBy(() -> scene.resolve(inline("first")))
                .hasMessageContainingAll("[PYF-486]", "`first-1.0.tar.gz`: it has more than 256 MiB");
    }

    @Test
    void whatMeetsNothingIsAContradiction() {
        sdist("first", "1.0", "install_requires=['extra>=9']", "extra>=9");

        assertThatThrownBy(() -> scene.resolve(inline("first"))).hasMessageContainingAll("PYF-48", "extra>=9");
    }

    @Test
    void allThatCannotBeReadIsNamedAtOnce() {
        sdist("first", "1.0", "cmdclass={'build_py': B}");
        sdist("second", "1.0", "ext_modules=[E]");
        sdist("third", "1.0", "install_requires=['fourth']", "fourth");
        sdist("fourth", "1.0", "", "evil");
        scene.index()
                .file("fifth", "fifth-1.0.tar.gz", SdistScene.tar("fifth-1.0", Map.of("../x", "")))
                .file("seventh", "seventh-1.0.tar.gz", SdistScene.tar("a", SdistScene.acme("")));

        assertThatThrownBy(() -> scene.resolve(inline("first", "second", "third", "fifth", "seventh", "extra")))
                .isInstanceOfSatisfying(
                        PyFlinkException.class,
                        e -> assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                            assertThat(problem.code()).isEqualTo("PYF-486");
                            assertThat(problem.remedies()).anyMatch(text -> text.contains("pip wheel"));
                        }))
                .hasMessageContainingAll(
                        "`first-1.0.tar.gz`: its `setup.py` has `cmdclass`",
                        "`second-1.0.tar.gz`: its `setup.py` has `ext_modules`",
                        "`fourth-1.0.tar.gz`: its settings require something else than its PKG-INFO: `evil",
                        "`fifth-1.0.tar.gz`: ",
                        "`seventh-1.0.tar.gz`: ")
                .hasMessageNotContaining("third-1.0.tar.gz");
    }

    @Test
    void otherReleasesOfWhatHasARecipeAreRead() {
        sdist("avro_python3", "9.0", "install_requires=['second']", "second");
        sdist("avro_python3", "9.1", "cmdclass={'build_py': B}");
        sdist("second", "1.0", "");

        assertThat(names(scene.resolve(inline("avro-python3==9.0"))))
                .contains("avro_python3-9.0.tar.gz", "second-1.0.tar.gz");
        assertThatThrownBy(() -> scene.resolve(inline("avro-python3==9.1")))
                .hasMessageContainingAll("[PYF-486] `avro-python3==9.1` has no wheel", "has `cmdclass`");
    }

    @Test
    void anArchiveOfAnotherFormIsNone() {
        scene.index().file("first", "first-1.0.tar.bz2", new byte[10]);
        sdist("second", "1.0", "cmdclass={'build_py': B}");

        assertThatThrownBy(() -> scene.resolve(inline("first")))
                .hasMessageContaining("[PYF-486] `first==1.0` has no wheel");
        assertThatThrownBy(() -> scene.resolve(inline("second", "first"))).hasMessageContaining("PYF-486");
    }

    @Test
    void anotherDistributionUnderItsNameIsRefused() {
        Map<String, String> files = SdistScene.acme("from setuptools import setup\nsetup(py_modules=['acme'])\n");
        scene.index().file("first", "first-1.0.tar.gz", SdistScene.tar("first-1.0", files));
        scene.index().file("acme", "acme-2.0.tar.gz", SdistScene.tar("acme-2.0", files));

        assertThatThrownBy(() -> scene.resolve(inline("first", "acme")))
                .hasMessageContainingAll(
                        "`first-1.0.tar.gz`: it is `acme` 1.0 by what is in it",
                        "`acme-2.0.tar.gz`: it is `acme` 1.0 by what is in it");
    }
}
