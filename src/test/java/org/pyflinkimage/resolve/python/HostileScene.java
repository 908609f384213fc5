package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
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
 * Packages whose {@code setup.py} and build backend leave a marker, in an index and beside a project, and wheels that lead to them by
 * addresses. All settings and variables of the user want builds.
 */
final class HostileScene implements AutoCloseable {

    /** Wheels of the index, and what each requires by an address. */
    private static final Map<String, String> LEADING = Map.ofEntries(
            Map.entry("by_address", "evil @ INDEXevil/evil-1.0.tar.gz"),
            Map.entry("by_file", "evil @ file://PROJECT/evil-1.0.tar.gz"),
            Map.entry("by_folder", "evil @ file://PROJECT/evil"),
            Map.entry("by_git", "evil @ git+file://PROJECT/evil"),
            Map.entry("by_carried", "docopt @ INDEXdocopt/docopt-0.6.2.tar.gz"),
            Map.entry("by_other", "avro-python3 @ INDEXavro-python3/avro-python3-9.9.tar.gz"),
            Map.entry("by_carried_file", "crcmod @ file://PROJECT/crcmod-1.7.tar.gz"),
            Map.entry("by_carried_folder", "dill @ file://PROJECT/dill"),
            Map.entry("by_carried_git", "dill @ git+file://PROJECT/dill"),
            Map.entry(
                    "by_libraries",
                    "apache-flink-libraries @ INDEXapache-flink-libraries/apache_flink_libraries-2.3.0.tar.gz"),
            Map.entry("by_wheel", "by-carried @ INDEXby-carried/by_carried-1.0-py3-none-any.whl"),
            Map.entry("by_extra", "docopt @ INDEXdocopt/docopt-0.6.2.tar.gz ; extra == 'x'"));

    private static final String LEADFILE = "by_carried-1.0-py3-none-any.whl";

    /** Would be refused for another reason than what is in it. */
    private static final String[] TOO_EARLY = {
        "found no Python",
        "cannot be read as a lock file",
        "is of an earlier",
        "does not have `apache-flink`",
        "There is no file at an address"
    };

    private final Path folder;
    private final Path project;
    private final Path marker;
    private final LoopbackIndex index = new LoopbackIndex(LoopbackIndex.Form.JSON, Optional.empty());

    /** @param flink the wheel of PyFlink in the index */
    HostileScene(Path folder, String flink) throws IOException {
        this.folder = folder;
        this.project = Files.createDirectories(folder.resolve("project"));
        this.marker = folder.resolve("marker");
        index.wheel(flink);
        sdist("evil", "1.0");
        sdist("avro-python3", "9.9");
        sdist("docopt", "0.6.2");
        sdist("crcmod", "1.7");
        sdist("dill", "0.3.1.1");
        sdist("apache_flink_libraries", "2.3.0");
        for (Map.Entry<String, String> wheel : LEADING.entrySet()) {
            String file = wheel.getKey() + "-1.0-py3-none-any.whl";
            index.wheel(file, placed(wheel.getValue()));
            Files.write(project.resolve(file), LoopbackIndex.bytesOfWheel(file, placed(wheel.getValue())));
        }
        Path links = Files.createDirectories(project.resolve("links"));
        Files.write(links.resolve("linked-1.0.tar.gz"), archive("linked-1.0", hostile("linked", "1.0")));
        Files.write(links.resolve(flink), LoopbackIndex.bytesOfWheel(flink));
        settle(
                "project/pure/pyproject.toml",
                "[project]\nname = 'pure'\nversion = '1'\ndependencies = ['by-carried']\n[tool.uv.sources]\nby-carried = { path = '../"
                        + LEADFILE
                        + "' }\n[build-system]\nrequires = ['flit_core']\nbuild-backend = 'flit_core.buildapi'\n");
        settle("project/pure/pure.py", "");
        settle(".config/uv/uv.toml", "no-binary = true\nno-build-isolation = true\n[pip]\nno-binary = [':all:']\n");
        settle(".config/pip/pip.conf", "[global]\nno-binary = :all:\nno-build-isolation = true\n");
        settle("pip.conf", "[global]\nno-binary = :all:\n[install]\nno-binary = evil\n");
    }

    /** An sdist in the index and beside the project, and the same as a folder and a repository there. */
    private void sdist(String name, String version) throws IOException {
        Map<String, String> files = hostile(name, version);
        String stem = name + "-" + version;
        byte[] bytes = archive(stem, files);
        index.file(name, stem + ".tar.gz", bytes);
        Files.write(project.resolve(stem + ".tar.gz"), bytes);
        for (Map.Entry<String, String> file : files.entrySet()) {
            settle("project/" + name + "/" + file.getKey(), file.getValue());
        }
    }

    /** Makes the folders repositories. */
    void commit() {
        for (String name : List.of("evil", "dill")) {
            git(name, "init", "--quiet");
            git(name, "add", ".");
            git(name, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "-m", "x");
        }
    }

    private void git(String name, String... words) {
        ProgramRun run = Environment.ofProcess()
                .program("git")
                .orElseThrow()
                .command(words)
                .in(project.resolve(name))
                .within(Duration.ofMinutes(1))
                .run();
        assertThat(run.succeeded()).as(run.lastLines()).isTrue();
    }

    void settle(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** A text with lines in the place of {@code ~}, and with addresses. */
    String placed(String text) {
        return text.replace("~", "\n")
                .replace("LEADING", "INDEXby-carried/LEADFILE")
                .replace("LEADFILE", LEADFILE)
                .replace("PROJECT", project.toString())
                .replace("INDEX", index.files().toString())
                .replace("SIMPLE", index.simple().toString());
    }

    /** A file of the project with such a text. */
    Path write(String name, String text) throws IOException {
        return Files.writeString(
                project.resolve(name),
                placed(text)
                                .replace(
                                        "LEADSUM",
                                        index.sum("by-carried", LEADFILE).hex())
                                .replace(
                                        "SUM",
                                        index.sum("evil", "evil-1.0.tar.gz").hex())
                        + "\n");
    }

    /** Resolves with every uv. */
    void assertThatNothingRuns(Path requirements, Tries tries) throws IOException {
        for (Path uv : uvs()) {
            assertThatThrownBy(() -> resolve(requirements, uv))
                    .as("%s", uv)
                    .hasMessageContaining("PYF-4")
                    .hasMessageNotContainingAny(TOO_EARLY);
            assertThat(marker).doesNotExist();
            tries.ended(Outcome.REFUSED);
        }
    }

    /** Resolves with every uv to an sdist. */
    void assertThatItIsOnlyChosen(Path requirements, String sdist) throws IOException {
        for (Path uv : uvs()) {
            assertThat(PythonScene.names(resolve(requirements, uv)))
                    .as("%s", uv)
                    .contains(sdist);
            assertThat(marker).doesNotExist();
        }
    }

    private PythonResolution resolve(Path requirements, Path uv) {
        return resolver()
                .resolve(
                        RefusedBuildsTest.combination(),
                        RefusedBuildsTest.SYSTEM,
                        DiskProject.requirements(requirements),
                        new PythonResolver.Options(Optional.of(uv), List.of()));
    }

    /** Asks every uv itself. */
    void assertThatItRuns(Path requirements, String... options) throws IOException {
        for (Path uv : uvs()) {
            Files.deleteIfExists(marker);
            List<String> words = new ArrayList<>(List.of("pip", "compile", requirements.toString()));
            words.addAll(List.of(options));
            ProgramRun run = new Program(uv, environment())
                    .command(words)
                    .within(Duration.ofMinutes(5))
                    .run();
            assertThat(marker).as("%s: %s", uv, run.errors()).exists();
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

    /** The pinned uv with the image's interpreter, and others, which are shown this machine's. */
    private List<Path> uvs() throws IOException {
        Path real = RealUv.executable();
        return Stream.concat(Stream.of(real, RealUv.asAnotherVersion(folder)), OtherUv.executable().stream())
                .toList();
    }

    private Environment environment() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH",
                RealUv.pathWithPython(),
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

    @Override
    public void close() {
        index.close();
    }
}
