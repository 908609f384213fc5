package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;

/** Shell scripts stand in for docker and podman. */
@DisabledOnOs(OS.WINDOWS)
class DaemonTest {

    private static final List<ImageReference> REFERENCES =
            List.of(ImageReference.of("registry.example.com/team/wordcount:1"));

    @TempDir
    Path folder;

    private Path bin;

    @BeforeEach
    void setUp() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
    }

    @Test
    void imageIsStreamedToDockersLoad() throws IOException {
        program(
                "docker",
                "case $1 in version) exit 0;; load) cat > '%s/loaded.tar'; echo Loaded;; esac".formatted(folder));
        AssembledImage image = SampleImages.image(folder);
        Path expected = folder.resolve("expected.tar");
        DockerArchive.write(image, REFERENCES, expected);

        Daemon daemon = find();
        daemon.load(image, REFERENCES);

        assertThat(daemon.name()).isEqualTo("docker");
        assertThat(folder.resolve("loaded.tar")).hasSameBinaryContentAs(expected);
    }

    @Test
    void damagedLayerIsNotLoadedWhole() throws IOException {
        program("docker", "case $1 in version) exit 0;; load) cat > '%s/loaded.tar';; esac".formatted(folder));
        AssembledImage image = SampleImages.image(folder);
        Path expected = folder.resolve("expected.tar");
        DockerArchive.write(image, REFERENCES, expected);
        Path blob = image.layers().get(1).blob();
        byte[] bytes = Files.readAllBytes(blob);
        bytes[0] ^= 1;
        Files.write(blob, bytes);

        assertThatThrownBy(() -> find().load(image, REFERENCES))
                .isInstanceOf(DamagedFile.class)
                .hasMessageContaining(blob.toString());
        assertThat(Files.size(folder.resolve("loaded.tar"))).isLessThan(Files.size(expected) - 1024);
    }

    @Test
    void podmanIsTakenWhereDockerDoesNotAnswer() throws IOException {
        program("docker", "echo no daemon; exit 1");
        program("podman", "exit 0");

        assertThat(find().name()).isEqualTo("podman");
    }

    /** With the templates that Docker and podman know; what they answer for them was looked at. */
    @Test
    void daemonSaysWhatItRuns() throws IOException {
        program("docker", "case \"$*\" in *'{{.Server.Os}}/{{.Server.Arch}}'*) echo linux/arm64;; esac");
        assertThat(find().platform()).contains(Platform.LINUX_ARM64);

        program("docker", "case \"$*\" in *format*) echo windows/amd64;; esac");
        assertThat(find().platform()).isEmpty();

        program("docker", "exit 1");
        program("podman", "case \"$*\" in *'{{.Server.OsArch}}{{else}}{{.Client.OsArch}}'*) echo linux/amd64;; esac");
        assertThat(find().platform()).contains(Platform.LINUX_AMD64);
    }

    /** The programs of Windows have an ending, and are the same; what says where the daemon is reaches them as it was said. */
    @Test
    void programsOfWindowsAreAskedLikeTheOthers() throws IOException {
        program(
                "docker.exe",
                "case \"$DOCKER_HOST $*\" in 'npipe:////./pipe/docker_engine '*'{{.Server.Os}}/{{.Server.Arch}}'*) echo linux/arm64;; esac");

        Daemon daemon = Daemon.find(new Environment(
                Map.of(
                        "Path", bin.toString(),
                        "PATHEXT", ".COM;.EXE;.BAT",
                        "DOCKER_HOST", "npipe:////./pipe/docker_engine"),
                folder));

        assertThat(daemon.name()).isEqualTo("docker");
        assertThat(daemon.platform()).contains(Platform.LINUX_ARM64);
    }

    @Test
    void programsThatCannotBeRunAreNoDaemon() throws IOException {
        Files.writeString(bin.resolve("docker"), "not executable");
        Files.createDirectory(bin.resolve("podman"));

        assertThatThrownBy(this::find).hasMessageContaining("PYF-831").hasMessageContaining("oci-archive");
        assertThatThrownBy(() -> Daemon.find(new Environment(Map.of(), folder))).hasMessageContaining("PYF-831");
    }

    @Test
    void deadDaemonIsToldWithItsOwnWords() throws IOException {
        program("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");

        assertThatThrownBy(this::find)
                .hasMessageContaining("PYF-832")
                .hasMessageContaining("Cannot connect to the Docker daemon")
                .hasMessageContaining("DOCKER_HOST");
    }

    @Test
    void daemonThatThisUserMayNotSpeakToIsNoDeadOne() throws IOException {
        program("docker", "echo 'Permission denied while trying to connect to the Docker daemon socket' >&2; exit 1");

        assertThatThrownBy(this::find)
                .hasMessageContaining("PYF-832")
                .hasMessageContaining("`sudo usermod -aG docker $USER`");
        assertThat(Daemon.ofRights("Cannot connect to the Docker daemon")).isEmpty();
    }

    @Test
    void failingLoadIsToldWithItsLastWords() throws IOException {
        program("docker", "[ $1 = version ] && exit 0; cat > /dev/null; echo no space left on device >&2; exit 125");
        AssembledImage image = SampleImages.image(folder);

        assertThatThrownBy(() -> find().load(image, REFERENCES))
                .hasMessageContaining("PYF-833")
                .hasMessageContaining("no space left on device");
    }

    @Test
    void loadThatDoesNotReadItsInputHasFailed() throws IOException {
        program("docker", "exit 0");
        AssembledImage image = SampleImages.image(folder);

        assertThatThrownBy(() -> find().load(image, REFERENCES))
                .hasMessageContaining("PYF-833")
                .hasMessageContaining("it did not read the whole image");
    }

    @Test
    void firstOnThePathNeedNotAnswer() throws IOException {
        assertThat(Daemon.installed(environment())).isEmpty();

        program("podman", "exit 1");
        assertThat(Daemon.installed(environment())).contains("podman");
        program("docker.exe", "exit 1");
        assertThat(Daemon.installed(environment())).contains("docker");
    }

    @Test
    void ofTwoOneThatAnswersIsNamed() throws IOException {
        program("docker", "exit 1");
        program("podman", "exit 0");
        assertThat(Daemon.installed(environment())).contains("podman");

        program("podman", "exit 1");
        assertThat(Daemon.installed(environment())).contains("docker");
    }

    @Test
    void wayOutIsThatOfWhoeverWasAsked() throws IOException {
        program("podman", "exit 1");
        assertThatThrownBy(this::find)
                .hasMessageContaining("podman machine start")
                .hasMessageNotContaining("DOCKER_HOST");
    }

    /** Debian's package podman-docker has a {@code docker} that is podman, whose template has other words. */
    @Test
    void platformOfACommandCalledDockerThatIsPodmanIsKnown() throws IOException {
        program("docker", "case \"$*\" in version) exit 0;; *Server.OsArch*) echo linux/arm64;; *) exit 125;; esac");

        assertThat(find().platform()).contains(Platform.LINUX_ARM64);
    }

    private Daemon find() {
        return Daemon.find(environment());
    }

    private Environment environment() {
        return new Environment(Map.of("PATH", folder.resolve("missing") + File.pathSeparator + bin), folder);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Docker saves all tags of a name that has none. */
    @ParameterizedTest
    @CsvSource({
        "team/flink,                team/flink:latest",
        "team/flink:1,              team/flink:1",
        "localhost:5000/team/flink, localhost:5000/team/flink:latest",
        "4c0d98bf9879,              4c0d98bf9879"
    })
    void oneImageIsSaved(String name, String saved) {
        assertThat(Daemon.exact(ImageReference.of(name))).isEqualTo(saved);
    }
}
