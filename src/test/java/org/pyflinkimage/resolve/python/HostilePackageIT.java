package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
import org.pyflinkimage.resolve.uv.RealUv;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.SilentLog;

/**
 * A package whose {@code setup.py} and build backend leave a marker, required in every way, resolved by a real uv: as the pinned one,
 * and as one of another version that is shown this machine's Python. The marker never appears.
 */
@Tag("attack")
@EnabledOnOs(OS.LINUX)
class HostilePackageIT {

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
        index.wheel("apache_flink-2.3.0-cp311-cp311-manylinux1_x86_64.whl")
                .file("evil", "evil-1.0.tar.gz", archive("evil-1.0", evil))
                .file(
                        "avro_python3",
                        "avro-python3-9.9.tar.gz",
                        archive("avro-python3-9.9", hostile("avro-python3", "9.9")));
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
            """)
    void itsCodeNeverRuns(String text) throws IOException {
        Files.writeString(project.resolve("more.txt"), "-e ./evil\n");
        Path file = Files.writeString(
                project.resolve("requirements.txt"),
                text.replace("~", "\n")
                                .replace("PROJECT", project.toString())
                                .replace("INDEX", index.files().toString())
                        + "\n");
        Path real = RealUv.executable();

        for (Path uv : List.of(real, asAnotherVersion(real))) {
            assertThatThrownBy(() -> resolver()
                            .resolve(
                                    RefusedBuildsTest.combination(),
                                    RefusedBuildsTest.SYSTEM,
                                    DiskProject.requirements(file),
                                    new PythonResolver.Options(Optional.of(uv), List.of())))
                    .hasMessageContaining("PYF-4");
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

    private Path asAnotherVersion(Path real) throws IOException {
        Path uv = Files.writeString(
                folder.resolve("uv"),
                "#!/bin/sh\n[ \"$1\" = --version ] && { echo uv 0.9.5; exit; }\nexec '%s' \"$@\"\n"
                        .formatted(real.toAbsolutePath()));
        return Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private PythonResolver resolver() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", folder.toString(),
                "UV_DEFAULT_INDEX", index.simple().toString(),
                "UV_CACHE_DIR", folder.resolve("uv-cache").toString(),
                "UV_NO_BINARY", "1",
                "UV_HTTP_RETRIES", "0"));
        Environment environment = new Environment(variables, folder);
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Settings(environment, List.of(), Logins.none(), false), SilentLog.INSTANCE);
        FileArtifactStore store = new FileArtifactStore(folder.resolve("store"));
        UvSearch search = new UvSearch(environment, store, transport, false, SilentLog.INSTANCE);
        return new PythonResolver(search, environment, store, transport, SilentLog.INSTANCE);
    }
}
