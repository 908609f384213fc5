package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** Programs that others wrote read our layers, archives and pushes: tar, gzip, skopeo, podman, buildah, umoci, docker-registry. */
class ImageToolsIT {

    private static final ImageReference REFERENCE = ImageReference.of("registry.example.com/team/wordcount:1");
    private static final ImageReference ALSO = ImageReference.of(REFERENCE + "-also");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private AssembledImage image;

    @BeforeEach
    void setUp() throws IOException {
        image = SampleImages.image(folder);
    }

    @Test
    void gzipAndTarReadLayers() throws Exception {
        requireTools("gzip", "tar");
        for (Layer layer : image.layers()) {
            run("gzip", "-t", layer.blob().toString());
        }

        String listing = run(
                "tar",
                "--numeric-owner",
                "--utc",
                "-tvzf",
                image.layers().get(0).blob().toString());

        assertThat(listing.lines())
                .anyMatch(line -> line.startsWith("-rwsr-xr-x 0/0") && line.endsWith("2000-01-01 00:00 usr/bin/su"))
                .anyMatch(line -> line.endsWith("bin -> usr/bin"));
        assertThat(run(
                        "tar",
                        "--quoting-style=literal",
                        "-tzf",
                        image.layers().get(1).blob().toString()))
                .contains("long/".repeat(60) + "né.py");
    }

    @Test
    void pythonReadsLayers() throws Exception {
        requireTools("python3");
        String script = "import sys,tarfile; t=tarfile.open(sys.argv[1],'r:gz'); "
                + "print([(m.name,m.type,m.linkname) for m in t if m.islnk() or m.issym()])";

        assertThat(run("python3", "-c", script, image.layers().get(1).blob().toString()))
                .contains("core2.so", "core.so");
    }

    @Test
    void layersByZstdAreReadByAllOfThem() throws Exception {
        requireTools("skopeo", "podman", "docker-registry");
        AssembledImage zstd = SampleImages.image(folder, Platform.LINUX_AMD64, Compression.ZSTD);
        Path archive = folder.resolve("oci.tar");
        OciArchive.write(zstd, List.of(REFERENCE), archive);
        assertThat(run("skopeo", "inspect", "--raw", "oci-archive:" + archive))
                .contains("application/vnd.oci.image.layer.v1.tar+zstd")
                .doesNotContain("gzip");

        run("podman", "load", "-i", archive.toString());
        assertThatPodmanHas(zstd);

        Path docker = folder.resolve("docker.tar");
        DockerArchive.write(zstd, List.of(REFERENCE), docker);
        run("podman", "load", "-i", docker.toString());
        assertThatPodmanHas(zstd);

        try (RealRegistry registry = new RealRegistry(folder)) {
            ImageReference reference = ImageReference.of(registry.name() + "/team/wordcount:1");
            new Registry(host -> Optional.empty(), false, Environment.ofProcess(), SilentLog.INSTANCE)
                    .push(zstd, List.of(reference));
            run("skopeo", "copy", "--src-tls-verify=false", "docker://" + reference, "dir:" + folder.resolve("pulled"));
        }
    }

    @Test
    void skopeoSeesTheDigestThatWeTell() throws Exception {
        requireTools("skopeo");
        Path oci = folder.resolve("oci.tar");
        OciArchive.write(image, List.of(REFERENCE), oci);
        Path docker = folder.resolve("docker.tar");
        DockerArchive.write(image, List.of(REFERENCE), docker);

        JsonNode seen = JSON.readTree(run("skopeo", "inspect", "oci-archive:" + oci));

        assertThat(seen.path("Digest").asText()).isEqualTo(image.digest().digest());
        assertThat(seen.path("Labels").path("a").asText()).isEqualTo("b");
        assertThat(JSON.readTree(run("skopeo", "inspect", "--raw", "oci-archive:" + oci + ":" + REFERENCE))
                        .path("annotations")
                        .path("another")
                        .asText())
                .isEqualTo("one");
        assertThat(JSON.readTree(run("skopeo", "inspect", "docker-archive:" + docker))
                        .path("Layers"))
                .hasSize(2);
        run("skopeo", "copy", "docker-archive:" + docker + ":" + REFERENCE, "dir:" + folder.resolve("copy"));
    }

    @Test
    void skopeoAndPodmanTakeTheirPlatformOutOfAnArchiveOfSeveral() throws Exception {
        requireTools("skopeo", "podman");
        AssembledImage other = SampleImages.image(folder, Platform.LINUX_ARM64);
        Path file = folder.resolve("all.tar");
        Sha256 digest = OciArchive.writeIndex(List.of(image, other), List.of(REFERENCE), file);
        String archive = "oci-archive:" + file;

        String index = run("skopeo", "inspect", "--raw", archive);

        assertThat(Sha256.of(index)).isEqualTo(digest);
        for (AssembledImage one : List.of(image, other)) {
            String platform = one.configuration().platform().architecture();
            Path copy = folder.resolve(platform);
            run("skopeo", "copy", "--override-arch", platform, archive, "dir:" + copy);
            assertThat(Sha256.of(Files.readAllBytes(copy.resolve("manifest.json"))))
                    .isEqualTo(one.digest());
        }
        run("skopeo", "copy", "--all", archive, "oci:" + folder.resolve("layout") + ":it");
        run("podman", "load", "-i", file.toString());
        assertThatPodmanHas(ownOf(image, other));
    }

    @Test
    void nameBehindAnArchiveOfSeveralPlatformsTellsWhichIsMeant() throws Exception {
        requireTools("skopeo", "podman");
        AssembledImage other = SampleImages.image(folder, Platform.LINUX_ARM64);
        Path file = folder.resolve("all.tar");
        OciArchive.writeIndex(List.of(image, other), List.of(ALSO, REFERENCE), file);

        run("podman", "pull", "oci-archive:" + file + ":" + REFERENCE);

        assertThatPodmanHas(ownOf(image, other));
    }

    private AssembledImage ownOf(AssembledImage... images) throws Exception {
        String own = run("podman", "info", "--format", "{{.Host.Arch}}").strip();
        return Stream.of(images)
                .filter(one -> one.configuration().platform().architecture().equals(own))
                .findFirst()
                .orElseThrow();
    }

    private void assertThatPodmanHas(AssembledImage one) throws Exception {
        try {
            assertThat(run("podman", "image", "inspect", "--format", "{{.Id}}", REFERENCE.toString())
                            .strip())
                    .isEqualTo(one.configDigest().hex());
        } finally {
            run("podman", "rmi", "-f", REFERENCE.toString());
        }
    }

    @Test
    void podmanAndBuildahTakeBothArchives() throws Exception {
        requireTools("podman", "buildah");
        Path oci = folder.resolve("oci.tar");
        OciArchive.write(image, List.of(REFERENCE), oci);
        Path docker = folder.resolve("docker.tar");
        DockerArchive.write(image, List.of(REFERENCE, ALSO), docker);

        for (Path archive : List.of(oci, docker)) {
            run("podman", "load", "-i", archive.toString());
            assertThat(run("podman", "image", "inspect", "--format", "{{.Id}} {{.Config.User}}", REFERENCE.toString())
                            .strip())
                    .isEqualTo(image.configDigest().hex() + " 9999:9999");
            String container =
                    run("buildah", "from", "--pull-never", REFERENCE.toString()).strip();
            run("buildah", "rm", container);
            run("podman", "rmi", "-f", image.configDigest().hex());
        }
    }

    @Test
    void daemonHasTheImageUnderAllItsNames() throws Exception {
        requireTools("podman");

        Daemon.find(Environment.ofProcess()).load(image, List.of(REFERENCE, ALSO));

        assertThat(run("podman", "images", "--no-trunc", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}"))
                .contains("sha256:" + image.configDigest().hex() + " " + REFERENCE + "\n")
                .contains("sha256:" + image.configDigest().hex() + " " + REFERENCE + "-also\n");
        run("podman", "rmi", "-f", image.configDigest().hex());
    }

    @Test
    void umociUnpacksWithModesAndLinks() throws Exception {
        Assumptions.assumeTrue(isInstalled("umoci") && isInstalled("skopeo"), "umoci is one judge more, not a must");
        Path oci = folder.resolve("oci.tar");
        OciArchive.write(image, List.of(REFERENCE), oci);
        run("skopeo", "copy", "oci-archive:" + oci, "oci:" + folder.resolve("layout") + ":it");

        run(
                "umoci",
                "unpack",
                "--rootless",
                "--image",
                folder.resolve("layout") + ":it",
                folder.resolve("bundle").toString());

        Path root = folder.resolve("bundle/rootfs");
        assertThat(Files.readSymbolicLink(root.resolve("bin"))).isEqualTo(Path.of("usr/bin"));
        assertThat(Files.getAttribute(root.resolve("opt/venv/lib/core.so"), "unix:nlink"))
                .isEqualTo(2);
    }

    @Test
    void registryTakesThePushAndASecondOneSendsNothing() throws Exception {
        requireTools("docker-registry", "skopeo");
        try (RealRegistry registry = new RealRegistry(folder)) {
            ImageReference reference = ImageReference.of(registry.name() + "/team/wordcount:1");
            Registry ours = new Registry(host -> Optional.empty(), false, Environment.ofProcess(), SilentLog.INSTANCE);

            PushReport first =
                    ours.push(image, List.of(reference, ImageReference.tagged(reference.repository(), "latest")));
            PushReport second = ours.push(image, List.of(reference));

            assertThat(first.uploaded()).isEqualTo(3);
            assertThat(second).isEqualTo(new PushReport(image.digest(), 0, 3, 0));
            assertThat(JSON.readTree(run("skopeo", "inspect", "--tls-verify=false", "docker://" + reference))
                            .path("Digest")
                            .asText())
                    .isEqualTo(image.digest().digest());
            run("skopeo", "copy", "--src-tls-verify=false", "docker://" + reference, "dir:" + folder.resolve("pulled"));
        }
    }

    @Test
    void registryTakesAnIndexForSeveralPlatforms() throws Exception {
        requireTools("docker-registry", "skopeo");
        AssembledImage other = SampleImages.image(folder, Platform.LINUX_ARM64);
        try (RealRegistry registry = new RealRegistry(folder)) {
            ImageReference reference = ImageReference.of(registry.name() + "/team/wordcount:1");

            new Registry(host -> Optional.empty(), false, Environment.ofProcess(), SilentLog.INSTANCE)
                    .pushIndex(List.of(image, other), List.of(reference));

            String config = run(
                    "skopeo",
                    "inspect",
                    "--tls-verify=false",
                    "--override-arch=arm64",
                    "--config",
                    "docker://" + reference);
            assertThat(JSON.readTree(config).path("architecture").asText()).isEqualTo("arm64");
        }
    }

    /** Debian's docker-registry on a free loopback port. */
    private static final class RealRegistry implements AutoCloseable {
        private final int port;
        private final Process process;

        private RealRegistry(Path folder) throws IOException, InterruptedException {
            try (ServerSocket socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            Path configuration =
                    Files.writeString(folder.resolve("registry.yml"), """
                    version: 0.1
                    log: {level: error}
                    storage: {filesystem: {rootdirectory: %s}}
                    http: {addr: "127.0.0.1:%d"}
                    """.formatted(folder.resolve("registry"), port));
            process = new ProcessBuilder("docker-registry", "serve", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("registry.log").toFile())
                    .start();
            awaitPort();
        }

        private String name() {
            return "127.0.0.1:" + port;
        }

        private void awaitPort() throws IOException, InterruptedException {
            for (int i = 0; i < 200; i++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    assertThat(socket.isConnected()).isTrue();
                    return;
                } catch (IOException e) {
                    Thread.sleep(100);
                }
            }
            process.destroy();
            throw new IOException("docker-registry does not listen");
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    /** Skips the test, or fails it with {@code -De2e=required}, where one of these programs is missing. */
    private static void requireTools(String... names) {
        List<String> missing =
                Stream.of(names).filter(name -> !isInstalled(name)).toList();
        String reason = "not installed: " + missing;
        if ("required".equals(System.getProperty("e2e"))) {
            assertThat(missing).as(reason).isEmpty();
        }
        if (!missing.isEmpty()) {
            System.err.println("Skipped: " + reason);
        }
        Assumptions.assumeTrue(missing.isEmpty(), reason);
    }

    private static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path).resolve(name)));
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", "");
        Path errors = Files.createTempFile(folder, "errors", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", List.of(command), Files.readString(errors))
                .isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
