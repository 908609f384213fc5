package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
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
import org.pyflinkimage.attack.Kind;
import org.pyflinkimage.attack.Outcome;
import org.pyflinkimage.attack.Tries;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.resolve.uv.OtherUv;
import org.pyflinkimage.resolve.uv.RealUv;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.SilentLog;

/**
 * A package whose {@code setup.py} and build backend leave a marker, required in every way, resolved by a real uv: the pinned one, the
 * same as one of another version, and one that is of another version; both are shown this machine's Python. All settings and variables
 * of the user want builds. The marker never appears.
 */
@Tag("attack")
@EnabledOnOs(OS.LINUX)
class HostilePackageIT {

    private static final String FLINK = "apache_flink-2.3.0-cp311-cp311-manylinux1_x86_64.whl";

    /** What would be refused for another reason than what is in it. */
    private static final String[] TOO_EARLY = {
        "found no Python", "cannot be read as a lock file", "is of an earlier", "does not have `apache-flink`"
    };

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.HOSTILE_REQUIREMENTS);

    @TempDir
    private Path folder;

    private Path project;
    private Path marker;
    private final LoopbackIndex index = new LoopbackIndex(LoopbackIndex.Form.JSON, Optional.empty());

    @BeforeEach
    void prepare() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        marker = folder.resolve("marker");
        Map<String, String> evil = hostile("evil", "1.0");
        for (Map.Entry<String, String> file : evil.entrySet()) {
            Path path = project.resolve("evil").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Files.write(project.resolve("evil-1.0.tar.gz"), archive("evil-1.0", evil));
        index.wheel(FLINK)
                .file("evil", "evil-1.0.tar.gz", archive("evil-1.0", evil))
                .file(
                        "avro_python3",
                        "avro-python3-9.9.tar.gz",
                        archive("avro-python3-9.9", hostile("avro-python3", "9.9")))
                .wheel("by_address-1.0-py3-none-any.whl", "evil @ " + index.files() + "evil/evil-1.0.tar.gz")
                .wheel("by_file-1.0-py3-none-any.whl", "evil @ file://" + project.resolve("evil-1.0.tar.gz"))
                .wheel("by_folder-1.0-py3-none-any.whl", "evil @ file://" + project.resolve("evil"))
                .wheel("by_git-1.0-py3-none-any.whl", "evil @ git+file://" + project.resolve("evil"));
        Path links = Files.createDirectories(project.resolve("links"));
        Files.write(links.resolve("linked-1.0.tar.gz"), archive("linked-1.0", hostile("linked", "1.0")));
        Files.write(links.resolve(FLINK), LoopbackIndex.bytesOfWheel(FLINK));
        settle(".config/uv/uv.toml", "no-binary = true\nno-build-isolation = true\n[pip]\nno-binary = [':all:']\n");
        settle(".config/pip/pip.conf", "[global]\nno-binary = :all:\nno-build-isolation = true\n");
        settle("pip.conf", "[global]\nno-binary = :all:\n[install]\nno-binary = evil\n");
    }

    private void settle(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @AfterEach
    void stop() {
        index.close();
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
            by-address
            by-file
            by-folder
            by-git
            --no-build-isolation~evil
            --use-pep517~evil
            --no-use-pep517~evil
            --prefer-binary~evil
            --only-binary :none:~evil
            evil --config-settings x=y
            evil --global-option=build
            """)
    void itsCodeNeverRuns(String text) throws IOException {
        Files.writeString(project.resolve("more.txt"), "-e ./evil\n");
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
        Files.writeString(
                project.resolve("pyproject.toml"), "[project]\nname = 'job'\nversion = '1'\ndependencies = ['evil']\n");
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
        Files.writeString(
                project.resolve("pyproject.toml"),
                "[tool.poetry]\nname = 'job'\n[tool.poetry.dependencies]\nevil = '*'\n");
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

    /** Else the marker would show nothing. */
    @Test
    void itsCodeRunsWhereUvMayBuild() throws IOException {
        Path file = Files.writeString(project.resolve("requirements.txt"), "evil\n");

        for (Path uv : uvs()) {
            Files.deleteIfExists(marker);
            Environment environment = environment();
            new Program(uv, environment)
                    .command("pip", "compile", "--no-config", file.toString())
                    .within(Duration.ofMinutes(5))
                    .run();
            assertThat(marker).as("%s", uv).exists();
        }
    }

    private void assertThatNothingRuns(String name, String text) throws IOException {
        Path file = Files.writeString(
                project.resolve(name),
                text.replace("~", "\n")
                                .replace("PROJECT", project.toString())
                                .replace("INDEX", index.files().toString())
                                .replace("SIMPLE", index.simple().toString())
                                .replace(
                                        "SUM",
                                        index.sum("evil", "evil-1.0.tar.gz").hex())
                        + "\n");
        for (Path uv : uvs()) {
            assertThatThrownBy(() -> resolver()
                            .resolve(
                                    RefusedBuildsTest.combination(),
                                    RefusedBuildsTest.SYSTEM,
                                    DiskProject.requirements(file),
                                    new PythonResolver.Options(Optional.of(uv), List.of())))
                    .hasMessageContaining("PYF-4")
                    .hasMessageNotContainingAny(TOO_EARLY);
            assertThat(marker).doesNotExist();
            TRIES.ended(Outcome.REFUSED);
        }
    }

    private Map<String, String> hostile(String name, String version) {
        String leave = "open('%s', 'w').close()\n".formatted(marker);
        return Map.of(
                "setup.py",
                leave + "from setuptools import setup\nsetup(name='%s', version='%s')\n".formatted(name, version),
                "pyproject.toml",
                "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n",
                "backend.py",
                leave,
                "PKG-INFO",
                "Metadata-Version: 1.0\nName: %s\nVersion: %s\n".formatted(name, version));
    }

    private static byte[] archive(String root, Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(root + "/" + file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private List<Path> uvs() throws IOException {
        Path real = RealUv.executable();
        return Stream.concat(Stream.of(real, asAnotherVersion(real)), OtherUv.executable().stream())
                .toList();
    }

    /** A real one: what pyenv puts on the PATH is a script, which a uv without a PATH cannot run. */
    private static String foldersOfPrograms() {
        ProgramRun python = Environment.ofProcess()
                .program("python3", "python")
                .orElseThrow()
                .command("-c", "import os, sys; print(os.path.dirname(sys.executable))")
                .within(Duration.ofMinutes(1))
                .run();
        return python.output().strip() + ":" + System.getenv("PATH");
    }

    private Path asAnotherVersion(Path real) throws IOException {
        Path uv = Files.writeString(
                folder.resolve("uv"),
                "#!/bin/sh\n[ \"$1\" = --version ] && { echo uv 0.9.5; exit; }\nexec '%s' \"$@\"\n"
                        .formatted(real.toAbsolutePath()));
        return Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Environment environment() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH",
                foldersOfPrograms(),
                "HOME",
                folder.toString(),
                "UV_DEFAULT_INDEX",
                index.simple().toString(),
                "UV_CACHE_DIR",
                folder.resolve("uv-cache").toString(),
                "UV_NO_BINARY",
                "1",
                "UV_NO_BINARY_PACKAGE",
                "evil linked",
                "UV_NO_BUILD_ISOLATION",
                "1",
                "UV_HTTP_RETRIES",
                "0"));
        variables.putAll(Map.of(
                "UV_CONFIG_SETTINGS", "x=y",
                "PIP_NO_BINARY", ":all:",
                "PIP_NO_BUILD_ISOLATION", "0",
                "PIP_CONFIG_FILE", folder.resolve("pip.conf").toString()));
        return new Environment(variables, folder);
    }

    private PythonResolver resolver() {
        Environment environment = environment();
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Settings(environment, List.of(), Logins.none(), false), SilentLog.INSTANCE);
        FileArtifactStore store = new FileArtifactStore(folder.resolve("store"));
        UvSearch search = new UvSearch(environment, store, transport, false, SilentLog.INSTANCE);
        return new PythonResolver(search, environment, store, transport, SilentLog.INSTANCE);
    }
}
