package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.attack.Kind;
import org.pyflinkimage.attack.Tries;

/**
 * A package whose {@code setup.py} and build backend leave a marker, required in every way, resolved by a real uv: the pinned one, the
 * same as one of another version, and one that is of another version; both are shown this machine's Python. All settings and variables
 * of the user want builds. The marker never appears.
 */
@Tag("attack")
@EnabledOnOs(OS.LINUX)
class HostilePackageIT {

    private static final String FLINK = "apache_flink-2.3.0-cp311-cp311-manylinux1_x86_64.whl";

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.HOSTILE_REQUIREMENTS);

    @TempDir
    private Path folder;

    private HostileScene scene;

    @BeforeEach
    void prepare() throws IOException {
        scene = new HostileScene(folder, FLINK);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -e ./evil
            ./evil
            ./evil-1.0.tar.gz
            evil @ file://PROJECT/evil
            evil @ file://PROJECT/evil-1.0.tar.gz
            evil @ INDEXevil/evil-1.0.tar.gz
            git+file://PROJECT/evil
            evil==1.0
            --no-binary evil~evil==1.0
            --no-binary :all:~evil
            -r more.txt
            -e ./evil[extra]
            --config-settings x=y~evil
            avro-python3==9.9
            --find-links ./links~linked
            --find-links ./links~linked==1.0
            --find-links file://PROJECT/links~--no-binary linked~linked
            --no-index~--find-links ./links~linked
            --no-build-isolation~evil
            --use-pep517~evil
            --no-use-pep517~evil
            --prefer-binary~evil
            --only-binary :none:~evil
            evil --config-settings x=y
            evil --global-option=build
            """)
    void itsCodeNeverRuns(String text) throws IOException {
        scene.write("more.txt", "-e ./evil");
        assertThatNothingRuns("requirements.txt", text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dependencies = ['evil @ file://PROJECT/evil-1.0.tar.gz']
            dependencies = ['evil @ git+file://PROJECT/evil']
            dependencies = ['evil']~[tool.uv.sources]~evil = { path = 'evil' }
            dependencies = ['evil']~[tool.uv.sources]~evil = { path = 'evil', editable = true }
            dependencies = ['evil']~[tool.uv.sources]~evil = { path = 'evil-1.0.tar.gz' }
            dependencies = ['evil']~[tool.uv.sources]~evil = { url = 'INDEXevil/evil-1.0.tar.gz' }
            dependencies = ['evil']~[tool.uv.sources]~evil = { git = 'file://PROJECT/evil' }
            dependencies = ['evil']~[tool.uv.sources]~evil = { workspace = true }~[tool.uv.workspace]~members = ['evil']
            dependencies = ['by-address']~[tool.uv]~override-dependencies = ['evil @ file://PROJECT/evil']
            dependencies = ['linked']~[tool.uv]~find-links = ['./links']
            dependencies = ['evil']~[tool.uv]~no-binary = true
            dependencies = ['evil']~[tool.uv]~no-binary-package = ['evil']
            dependencies = ['evil']~[tool.uv]~no-build = false~no-build-isolation = true
            dependencies = ['evil']~[tool.uv]~no-build-isolation-package = ['evil']
            dependencies = ['evil']~[tool.uv]~config-settings = { x = 'y' }
            dependencies = ['evil']~[tool.uv.pip]~no-binary = ['evil']~no-build-isolation = true
            dependencies = ['evil']~[tool.uv.extra-build-dependencies]~evil = ['by-address']
            dynamic = ['dependencies']~[build-system]~requires = []~build-backend = 'backend'~backend-path = ['evil']
            """)
    void projectsLetNoneOfItRun(String text) throws IOException {
        assertThatNothingRuns("pyproject.toml", "[project]~name = 'job'~version = '1'~" + text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source = { git = 'file://PROJECT/evil#0123456789012345678901234567890123456789' }
            source = { directory = 'evil' }
            source = { editable = 'evil' }
            source = { path = 'evil-1.0.tar.gz' }~sdist = { hash = 'sha256:SUM' }
            source = { url = 'INDEXevil/evil-1.0.tar.gz' }~sdist = { hash = 'sha256:SUM' }
            source = { registry = 'SIMPLE' }~sdist = { url = 'INDEXevil/evil-1.0.tar.gz', hash = 'sha256:SUM' }
            """)
    void lockFilesOfUvLetNoneOfItRun(String source) throws IOException {
        scene.write("pyproject.toml", "[project]\nname = 'job'\nversion = '1'\ndependencies = ['evil']\n");
        assertThatNothingRuns(
                "uv.lock",
                "version = 1~requires-python = '>=3.11'~[[package]]~name = 'job'~version = '1'~source = { virtual = '.' }~"
                        + "dependencies = [{ name = 'evil' }]~[package.metadata]~requires-dist = [{ name = 'evil' }]~"
                        + "[[package]]~name = 'evil'~version = '1.0'~" + source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vcs = { type = 'git', url = 'file://PROJECT/evil', commit-id = '0123456789012345678901234567890123456789' }
            directory = { path = 'evil' }
            directory = { path = 'evil', editable = true }
            archive = { path = 'evil-1.0.tar.gz', hashes = { sha256 = 'SUM' } }
            sdist = { url = 'INDEXevil/evil-1.0.tar.gz', hashes = { sha256 = 'SUM' } }
            sdist = { path = 'evil-1.0.tar.gz', hashes = { sha256 = 'SUM' } }
            """)
    void lockFilesOfAllLetNoneOfItRun(String source) throws IOException {
        assertThatNothingRuns(
                "pylock.toml",
                "lock-version = '1.0'~created-by = 'x'~[[packages]]~name = 'evil'~version = '1.0'~" + source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type = 'git'~url = 'file://PROJECT/evil'~reference = 'main'~resolved_reference = '0123456'
            type = 'directory'~url = 'evil'
            type = 'file'~url = 'evil-1.0.tar.gz'
            type = 'url'~url = 'INDEXevil/evil-1.0.tar.gz'
            type = 'legacy'~url = 'SIMPLE'~reference = 'x'
            """)
    void lockFilesOfPoetryLetNoneOfItRun(String source) throws IOException {
        scene.write("pyproject.toml", "[tool.poetry]\nname = 'job'\n[tool.poetry.dependencies]\nevil = '*'\n");
        assertThatNothingRuns(
                "poetry.lock",
                "[[package]]~name = 'evil'~version = '1.0'~optional = false~python-versions = '*'~groups = ['main']~"
                        + "files = [{ file = 'evil-1.0.tar.gz', hash = 'sha256:SUM' }]~[package.source]~" + source
                        + "~[metadata]~lock-version = '2.1'~python-versions = '*'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "git": "file://PROJECT/evil", "ref": "0123456"
            "path": "./evil", "editable": true
            "file": "INDEXevil/evil-1.0.tar.gz"
            "version": "==1.0", "hashes": ["sha256:SUM"]
            """)
    void lockFilesOfPipenvLetNoneOfItRun(String entry) throws IOException {
        assertThatNothingRuns(
                "Pipfile.lock",
                "{\"_meta\": {\"pipfile-spec\": 6}, \"default\": {\"evil\": {" + entry + "}}, \"develop\": {}}");
    }

    /** Wheels by their addresses may require others by theirs, which those of an index may not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "by-address",
                "by-file",
                "by-folder",
                "by-git",
                "by-carried",
                "by-other",
                "by-carried-file",
                "by-carried-folder",
                "by-carried-git",
                "by-libraries",
                "by-wheel",
                "by-extra[x]"
            })
    void whatAWheelRequiresByAnAddressIsNotRun(String name) throws IOException {
        scene.commit();
        String file = name.replaceFirst("\\[.*", "").replace('-', '_') + "-1.0-py3-none-any.whl";
        String address = "INDEX" + name.replaceFirst("\\[.*", "") + "/" + file;
        Path byAddress = scene.write("requirements.txt", name + " @ " + address);

        scene.assertThatNothingRuns(byAddress, TRIES);
        scene.assertThatNothingRuns(
                scene.write("requirements.txt", "./" + file + name.replaceFirst("^[^\\[]*", "")), TRIES);

        scene.assertThatItRuns(scene.write("requirements.txt", name + " @ " + address), "--no-config");
    }

    /** As where a resolution lets in what has a recipe, and nothing else. */
    @ParameterizedTest
    @ValueSource(
            strings = {"by-carried", "by-other", "by-carried-file", "by-carried-folder", "by-carried-git", "by-wheel"})
    void whatIsLetInIsRunWhereAWheelNamesItsAddress(String name) throws IOException {
        scene.commit();
        scene.settle("let-in.toml", """
                [[dependency-metadata]]
                name = 'docopt'
                requires-dist = []
                [[dependency-metadata]]
                name = 'docopt'
                version = '0.6.2'
                requires-dist = []
                """);
        String options =
                "--only-binary :all: --no-binary docopt --no-binary crcmod --no-binary dill --no-binary avro-python3";

        scene.assertThatItRuns(
                scene.write(
                        "requirements.txt",
                        "%1$s @ INDEX%1$s/%2$s-1.0-py3-none-any.whl".formatted(name, name.replace('-', '_'))),
                (options + " --config-file " + folder.resolve("let-in.toml")).split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ./pure
            by-carried~-c limits.txt
            LEADING~docopt==0.6.2
            LEADING~--find-links ./links~linked
            """)
    void noListLeadsToWhatAWheelNames(String text) throws IOException {
        scene.write("limits.txt", "by-carried @ LEADING");
        assertThatNothingRuns("requirements.txt", text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'by-carried @ LEADING'
            'by-carried']~[tool.uv]~override-dependencies = ['by-carried @ LEADING'
            'by-carried']~[tool.uv]~constraint-dependencies = ['by-carried @ LEADING'
            'by-carried @ LEADING', 'docopt']~[tool.uv.sources]~docopt = { index = 'x' }~[[tool.uv.index]]~name = 'x'~url = 'SIMPLE
            """, quoteCharacter = '`')
    void noProjectLeadsToWhatAWheelNames(String text) throws IOException {
        String end = text.endsWith("SIMPLE") ? "'" : "]";
        assertThatNothingRuns("pyproject.toml", "[project]~name = 'job'~version = '1'~dependencies = [" + text + end);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            url = 'LEADING'   | url = 'LEADING'
            path = 'LEADFILE' | filename = 'LEADFILE'
            """)
    void noLockFileLeadsToWhatAWheelNames(String source, String wheel) throws IOException {
        String sum = "hashes = { sha256 = 'LEADSUM' }";
        String leading = "[[package]]~name = 'by-carried'~version = '1.0'~";
        scene.write(
                "pyproject.toml",
                "[project]~name = 'job'~version = '1'~dependencies = ['by-carried']~[tool.uv.sources]~by-carried = { "
                        + source + " }~[tool.poetry.dependencies]~by-carried = '*'");

        assertThatNothingRuns(
                "pylock.toml",
                "lock-version = '1.0'~created-by = 'x'~[[packages]]~name = 'by-carried'~version = '1.0'~archive = { "
                        + source + ", " + sum + " }");
        assertThatNothingRuns(
                "uv.lock",
                "version = 1~requires-python = '>=3.11'~[[package]]~name = 'job'~version = '1'~source = { virtual = '.' }~"
                        + "dependencies = [{ name = 'by-carried' }]~[package.metadata]~requires-dist = [{ name = 'by-carried', "
                        + source + " }]~" + leading + "source = { " + source + " }~wheels = [{ " + wheel
                        + ", hash = 'sha256:LEADSUM' }]");
        assertThatNothingRuns(
                "poetry.lock",
                leading + "optional = false~python-versions = '*'~groups = ['main']~"
                        + "files = [{ file = 'LEADFILE', hash = 'sha256:LEADSUM' }]~[package.source]~"
                        + (source.startsWith("url") ? "type = 'url'~url = 'LEADING'" : "type = 'file'~url = 'LEADFILE'")
                        + "~[metadata]~lock-version = '2.1'~python-versions = '*'");
        assertThatNothingRuns(
                "Pipfile.lock",
                "{\"_meta\": {\"pipfile-spec\": 6}, \"default\": {\"by-carried\": {"
                        + (source.startsWith("url") ? "\"file\": \"LEADING\"" : "\"path\": \"./LEADFILE\"")
                        + ", \"hashes\": [\"sha256:LEADSUM\"]}}, \"develop\": {}}");
    }

    /** A release with a recipe is let in, by its name. */
    @Test
    void whatHasARecipeIsChosenAndNotRun() throws IOException {
        Path byName = scene.write("requirements.txt", "docopt");

        scene.assertThatItIsOnlyChosen(byName, "docopt-0.6.2.tar.gz");

        scene.assertThatItRuns(byName, "--no-config");
    }

    /** Else the marker would show nothing. */
    @Test
    void itsCodeRunsWhereUvMayBuild() throws IOException {
        scene.assertThatItRuns(scene.write("requirements.txt", "evil"), "--no-config");
    }

    private void assertThatNothingRuns(String name, String text) throws IOException {
        scene.assertThatNothingRuns(scene.write(name, text), TRIES);
    }
}
