package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.files;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.spec.PythonRequirements;

/** What is to be tried where uv fails is tried: it fails with those words, and with the remedy it does not. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class UvRemediesTest {

    private static final String EXTRA_2 = "extra-2.0-cp311-cp311-manylinux_2_28_x86_64.whl";

    @TempDir
    private Path folder;

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    @Test
    void allIndexesAreAskedWhereTheFirstHasOtherVersions() throws IOException {
        try (LoopbackIndex first = new LoopbackIndex(LoopbackIndex.Form.JSON, Optional.empty())) {
            first.wheel("extra-0.5-py3-none-any.whl");
            scene.variable("UV_INDEX", first.simple().toString());
            assertFails(
                    inline("extra==2.0"),
                    "[PYF-487] The package index does not have `extra==2.0`",
                    "-Dpyflink.indexStrategy=unsafe-best-match");

            scene.variable("UV_INDEX_STRATEGY", "unsafe-best-match");
            assertThat(names(scene.resolve(inline("extra==2.0")))).contains(EXTRA_2);

            scene.variable("UV_INDEX_STRATEGY", "");
            Path requirements = Files.writeString(folder.resolve("requirements.txt"), "extra==2.0\n");
            Files.writeString(folder.resolve("pyproject.toml"), "[tool.uv]\nindex-strategy = \"unsafe-best-match\"\n");
            assertThat(names(scene.resolve(files(requirements)))).contains(EXTRA_2);
        }
    }

    /** Whoever runs the usual index would learn the names of a team's own packages. */
    @Test
    void olderVersionOfTheFirstIndexIsTakenAndNoOtherIsAsked() {
        try (LoopbackIndex first = new LoopbackIndex(LoopbackIndex.Form.JSON, Optional.empty())) {
            first.wheel("extra-0.5-py3-none-any.whl");
            scene.variable("UV_INDEX", first.simple().toString());

            assertThat(names(scene.resolve(inline("extra")))).contains("extra-0.5-py3-none-any.whl");

            assertThat(scene.index().server().requests())
                    .isNotEmpty()
                    .noneMatch(request -> request.contains("/extra/"));
        }
    }

    @Test
    void loginsComeFromNetrcAndFromTheAddress() throws IOException {
        scene.index(LoopbackIndex.Form.JSON, Optional.of("me:secret"));
        assertFails(inline("extra"), "[PYF-490] A package index lets nobody look", "`401 Unauthorized`", "~/.netrc");

        Path netrc = Files.writeString(folder.resolve(".netrc"), "machine 127.0.0.1 login me password secret\n");
        assertThat(names(scene.resolve(inline("extra")))).contains(EXTRA_2);

        Files.delete(netrc);
        scene.variable("UV_DEFAULT_INDEX", scene.index().simple().toString().replace("//", "//me:secret@"));
        assertThat(names(scene.resolve(inline("extra")))).contains(EXTRA_2);
    }

    @Test
    void preReleasesCountWhereThatIsSaid() throws IOException {
        scene.index()
                .wheel("early-1.0-py3-none-any.whl")
                .wheel("early-2.0rc1-py3-none-any.whl")
                .wheel("needs_early-1.0-py3-none-any.whl", "early>=2.0rc1");
        scene.variable("UV_PRERELEASE", "disallow");
        assertFails(inline("early>=1.5"), "PYF-48", "`--pre`", "UV_PRERELEASE=allow");

        Path requirements = Files.writeString(folder.resolve("requirements.txt"), "--pre\nearly>=1.5\n");
        assertThat(names(scene.resolve(files(requirements)))).contains("early-2.0rc1-py3-none-any.whl");
        scene.variable("UV_PRERELEASE", "explicit");
        assertFails(
                inline("needs-early"), "PYF-48", "UV_PRERELEASE=allow", "require it by name beside: `early>=2.0rc1`");
        assertThat(names(scene.resolve(inline("needs-early", "early>=2.0rc1"))))
                .contains("early-2.0rc1-py3-none-any.whl");

        scene.variable("UV_PRERELEASE", "allow");
        assertThat(names(scene.resolve(inline("needs-early", "early>=1.5")))).contains("early-2.0rc1-py3-none-any.whl");
    }

    @ParameterizedTest
    @CsvSource({
        "UV_EXCLUDE_NEWER, 2026-01-01, 2026-07-01, UV_EXCLUDE_NEWER",
        "UV_HTTP_TIMEOUT, soon, 30, [PYF-499]",
        "UV_INDEX_STRATEGY, best, first-index, [PYF-499]",
        "HTTP_PROXY, http://127.0.0.1:1, '', a proxy is taken from",
        "UV_DEFAULT_INDEX, http://127.0.0.1:1/simple/, INDEX, look whether this machine reaches its package index"
    })
    void variablesThatAreInTheWayAreNamed(String variable, String wrong, String right, String said) {
        scene.variable("NO_PROXY", "");
        scene.variable(variable, wrong);
        assertFails(inline("extra"), "PYF-4", said);

        scene.variable(variable, right.replace("INDEX", scene.index().simple().toString()));
        assertThat(names(scene.resolve(inline("extra")))).contains(EXTRA_2);
    }

    @Test
    void indexesAreAskedUnlessTheRequirementsForbidIt() throws IOException {
        Path requirements = Files.writeString(folder.resolve("requirements.txt"), "--no-index\nextra\n");
        assertFails(files(requirements), "PYF-487", "in no place that uv may look into", "`--no-index`");

        Files.writeString(requirements, "extra\n");
        assertThat(names(scene.resolve(files(requirements)))).contains(EXTRA_2);
    }

    @Test
    void noneIsAskedWherePipAsksNone() {
        scene.variable("UV_DEFAULT_INDEX", "");
        scene.variable("PIP_INDEX_URL", scene.index().simple().toString());
        scene.variable("PIP_NO_INDEX", "1");
        scene.variable("PIP_FIND_LINKS", folder.toString());
        assertFails(inline("extra"), "PYF-487", "in no place that uv may look into", "`PIP_NO_INDEX`");
        assertThat(scene.index().server().requests()).isEmpty();

        scene.variable("PIP_NO_INDEX", "0");
        assertThat(names(scene.resolve(inline("extra")))).contains(EXTRA_2);
    }

    /** pip 23.2.1 warns, `Location '/nowhere' is ignored`, and goes on; both name places, each in its variable. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "FOLDER/more"})
    void whatPipPassesOverEndsNothing(String ofUv) throws IOException {
        Files.createDirectories(folder.resolve("more"));
        Files.createDirectories(folder.resolve("a,b"));
        scene.variable("UV_DEFAULT_INDEX", "");
        scene.variable("PIP_NO_INDEX", "1");
        scene.variable("PIP_FIND_LINKS", "/nowhere file:///nowhere/2 " + folder.resolve("a,b"));
        scene.variable("UV_FIND_LINKS", ofUv.replace("FOLDER", folder.toString()));
        assertFails(inline("extra"), "PYF-487", "in no place that uv may look into");
        assertThat(scene.notes())
                .containsExactly(
                        "`/nowhere` in pip's `find-links` is not there: it is passed over, as by pip",
                        "`file:///nowhere/2` in pip's `find-links` is not there: it is passed over, as by pip");
    }

    @Test
    void cacheThatCannotBeWrittenIsAnotherFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        scene.variable("UV_CACHE_DIR", file.toString());
        assertFails(inline("extra"), "[PYF-484] uv cannot write its cache", "`UV_CACHE_DIR`");

        scene.variable("UV_CACHE_DIR", folder.resolve("other").toString());
        assertThat(names(scene.resolve(inline("extra")))).contains(EXTRA_2);
    }

    @Test
    void withdrawnReleasesAreTakenWhereTheyAreRequiredExactly() {
        scene.index().wheel("gone-1.0-py3-none-any.whl").withdraw("gone-1.0-py3-none-any.whl");
        assertFails(inline("gone>=0.5"), "[PYF-497]", "withdrawn by its publisher", "require it exactly: `==`");

        assertThat(names(scene.resolve(inline("gone==1.0")))).contains("gone-1.0-py3-none-any.whl");
    }

    @Test
    void anAddressThatAPackageRequiresIsNamedBeside() {
        String address = scene.index().files() + "extra/extra-1.0-py3-none-any.whl";
        scene.index().wheel("needs_address-1.0-py3-none-any.whl", "extra @ " + address);
        assertFails(inline("needs-address"), "[PYF-494]", "require that address");

        assertThat(names(scene.resolve(inline("needs-address", "extra @ " + address))))
                .contains("extra-1.0-py3-none-any.whl", "needs_address-1.0-py3-none-any.whl");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            extra==9.9            | extra==2.0   | [PYF-487] The package index does not have `extra==9.9` | correct the name or the version
            extra>=9              | extra>=2     | [PYF-487] The package index does not have `extra>=9`   | correct the name or the version
            xtra                  | extra        | [PYF-487] The package index does not have `xtra`       | correct the name or the version
            broken==1.0           | broken==2.0  | [PYF-496] A file of the package index cannot be used   | another version
            windows==1.0          | windows==2.0 | [PYF-486] `windows==1.0` has no wheel                  | change what `<requirements>`
            extra==1.0,extra==2.0 | extra==2.0   | [PYF-485]                                              | change what `<requirements>`
            """)
    void otherRequirementsAreAWayOut(String wrong, String right, String what, String remedy) {
        scene.index()
                .file("broken", "broken-1.0-py3-none-any.whl", new byte[] {1, 2, 3})
                .wheel("broken-2.0-py3-none-any.whl")
                .wheel("windows-1.0-cp311-cp311-win_amd64.whl")
                .wheel("windows-2.0-py3-none-any.whl");
        assertFails(inline(wrong.split(",", -1)), what, remedy);

        assertThat(names(scene.resolve(inline(right)))).hasSizeGreaterThan(4);
    }

    @Test
    void wheelThatWasBuiltOnceIsTaken() throws IOException {
        scene.index().sdist("sources", "sources-1.0.tar.gz");
        assertFails(inline("sources"), "[PYF-486]", "pip wheel --no-deps --wheel-dir wheels");

        Path wheel = new WheelBuilder("sources", "1.0").write(Files.createDirectories(folder.resolve("wheels")));
        Path requirements =
                Files.writeString(folder.resolve("requirements.txt"), "./wheels/" + wheel.getFileName() + "\n");
        assertThat(names(scene.resolve(files(requirements))))
                .contains(wheel.getFileName().toString());
    }

    @Test
    void anotherPythonIsNamedWhereTheWholeCanBeHadForIt() {
        scene.index()
                .wheel("apache_flink-2.3.0-cp310-cp310-manylinux1_x86_64.whl", "apache-flink-libraries<2.3.1,>=2.3.0")
                .wheel("older-1.0-cp310-cp310-manylinux1_x86_64.whl")
                .sdist("older", "older-1.0.tar.gz")
                .sdist("sources", "sources-1.0.tar.gz");
        String remedy = "<python><version>3.10</version></python>` (-Dpyflink.python=3.10)";

        assertFails(inline("older"), "[PYF-486] `older==1.0` has no wheel", "try:    or a Python", remedy);
        assertThat(names(scene.resolve(new PythonMinor(10), inline("older"))))
                .contains("older-1.0-cp310-cp310-manylinux1_x86_64.whl");

        for (String[] requirements : new String[][] {{"sources"}, {"older", "sources"}}) {
            assertThatThrownBy(() -> scene.resolve(inline(requirements)))
                    .hasMessageContainingAll("[PYF-486]", "pip wheel --no-deps")
                    .hasMessageNotContaining("pyflink.python");
        }
    }

    /** Python 3.9 with Java 17 is that of bullseye, whose C library is older than that of Python 3.11. */
    @ParameterizedTest
    @CsvSource({"manylinux_2_31, true", "manylinux_2_32, false"})
    void anotherPythonIsNamedOnlyWhereItsSuiteRunsTheWheel(String tag, boolean named) {
        scene.index()
                .wheel("apache_flink-2.3.0-cp39-cp39-manylinux1_x86_64.whl", "apache-flink-libraries<2.3.1,>=2.3.0")
                .wheel("older-1.0-cp39-cp39-%s_x86_64.whl".formatted(tag))
                .sdist("older", "older-1.0.tar.gz");

        assertThatThrownBy(() -> scene.resolve(inline("older")))
                .hasMessageContaining("[PYF-486]")
                .satisfies(refused -> assertThat(refused.getMessage().contains("-Dpyflink.python=3.9"))
                        .isEqualTo(named));
    }

    private void assertFails(PythonRequirements requirements, String... said) {
        assertThatThrownBy(() -> scene.resolve(requirements)).hasMessageContainingAll(said);
    }
}
