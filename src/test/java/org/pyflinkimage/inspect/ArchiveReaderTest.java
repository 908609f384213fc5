package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.ArchivedImage.Form;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Images of archives and folders, as other programs write them. */
class ArchiveReaderTest {
    private static final UnixPath FILE = UnixPath.of("/etc/a");
    private static final ForeignLayer LAYER = ForeignLayer.of("etc/a = 1");
    private static final String REPOSITORY = "team/base";

    @TempDir
    private Path folder;

    private FakeRegistry registry;
    private ArtifactStore store;
    private Bounds bounds = Bounds.USUAL;

    @BeforeEach
    void setUp() throws IOException {
        registry = new FakeRegistry();
        store = new FileArtifactStore(folder.resolve("store"));
    }

    @AfterEach
    void tearDown() throws IOException {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({"oci, gzip", "oci, zstd", "oci, ''", "docker, gzip", "docker, ''"})
    void layoutsAreReadWhateverTheForm(String form, String compression) throws IOException {
        image(form)
                .layer(ForeignLayer.of("etc/a = 1"), compression)
                .layer(ForeignLayer.of("etc/a = 2"), compression)
                .tagged("1", "amd64");

        assertThat(read(Form.OCI_ARCHIVE, oci("1").tar(folder.resolve("a.tar"))))
                .isEqualTo("2");
        assertThat(read(Form.OCI, oci("1").folder(folder.resolve("layout")))).isEqualTo("2");
        assertThat(digest(Form.OCI, folder.resolve("layout"))).isEqualTo(Sha256.of(registry.manifests.get("1")));
    }

    /** Whoever packs an image anew changes nothing of it. */
    @ParameterizedTest
    @EnumSource
    void dockersArchivesAreTheSameHoweverTheyArePacked(ForeignArchive.Layers layers) throws IOException {
        image("docker")
                .layer(ForeignLayer.of("etc/a = 1"), "gzip")
                .layer(ForeignLayer.of("etc/a = 2"), "gzip")
                .tagged("1", "amd64");
        Path plain = docker(ForeignArchive.Layers.PLAIN, "1").tar(folder.resolve("plain.tar"));
        Path other = docker(layers, "1").tar(folder.resolve("other.tar"));

        assertThat(read(Form.DOCKER_ARCHIVE, other)).isEqualTo("2");
        assertThat(digest(Form.DOCKER_ARCHIVE, other)).isEqualTo(digest(Form.DOCKER_ARCHIVE, plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"index", "nested", "listed", "bare"})
    void ofSeveralPlatformsTheImageForTheDeclaredOneIsRead(String form) throws IOException {
        Sha256 intel =
                image("oci").layer(ForeignLayer.of("etc/a = amd64"), "gzip").untagged("amd64");
        Sha256 arm =
                image("oci").layer(ForeignLayer.of("etc/a = arm64"), "gzip").untagged("arm64");
        image("oci").index("1", List.of("linux/amd64", "linux/arm64/v8"), List.of(intel, arm));
        ForeignArchive archive = oci("1");
        String index = new String(archive.files.get("index.json"), StandardCharsets.UTF_8);
        switch (form) {
            case "nested" -> {
                archive.blob(index.getBytes(StandardCharsets.UTF_8));
                archive.file(
                        "index.json",
                        "{\"manifests\":[%s]}"
                                .formatted(
                                        descriptor("application/vnd.oci.image.index.v1+json", Sha256.of(index), "")));
            }
            case "listed" ->
                archive.file("index.json", new String(registry.manifests.get("1"), StandardCharsets.UTF_8));
            case "bare" ->
                archive.file(
                        "index.json",
                        "{\"manifests\":[%s,%s]}"
                                .formatted(
                                        descriptor("application/vnd.oci.image.manifest.v1+json", intel, ""),
                                        descriptor("application/vnd.oci.image.manifest.v1+json", arm, "")));
            default -> assertThat(index).contains("index.v1+json");
        }
        Path file = archive.tar(folder.resolve("a.tar"));

        assertThat(read(Form.OCI_ARCHIVE, file, "", Platform.LINUX_AMD64)).isEqualTo("amd64");
        assertThat(read(Form.OCI_ARCHIVE, file, "", Platform.LINUX_ARM64)).isEqualTo("arm64");
    }

    @Test
    void missingPlatformIsToldWithThoseThatAreThere() throws IOException {
        Sha256 arm =
                image("oci").layer(ForeignLayer.of("etc/a = arm64"), "gzip").untagged("arm64");
        image("oci").index("1", List.of("linux/arm64"), List.of(arm));

        assertThat(failure(Form.OCI_ARCHIVE, oci("1").tar(folder.resolve("a.tar"))))
                .hasMessageContainingAll("[PYF-337]", "oci-archive:a.tar", "linux/amd64", "it is for linux/arm64");
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralImagesOneIsNamed(Form form) throws IOException {
        image("docker").layer(ForeignLayer.of("etc/a = 1"), "gzip").tagged("1", "amd64");
        image("docker").layer(ForeignLayer.of("etc/a = 2"), "gzip").tagged("2", "amd64");
        Path place = written(form, "1", "2");
        String name = form == Form.DOCKER_ARCHIVE ? REPOSITORY + ":2" : "2";

        assertThat(read(form, place, name, Platform.LINUX_AMD64)).isEqualTo("2");
        assertThat(failure(form, place)).hasMessageContainingAll("[PYF-947]", "it has ", name, "-Dpyflink.base");
        assertThat(catchThrowableOfType(PyFlinkException.class, () -> read(form, place, "3", Platform.LINUX_AMD64)))
                .hasMessageContainingAll("[PYF-947]", "none called `3`", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"base:1", "docker.io/library/base:1", "localhost/base:1", "base:1 base", "base:latest latest"})
    void dockersNamesAreTakenAsPeopleWriteThem(String names) throws IOException {
        image("docker").layer(ForeignLayer.of("etc/a = 1"), "gzip").tagged("1", "amd64");
        ForeignArchive archive = docker(ForeignArchive.Layers.PLAIN, "1");
        String own = names.split(" ", -1)[0];
        String manifest = new String(archive.files.get("manifest.json"), StandardCharsets.UTF_8);
        archive.file("manifest.json", manifest.replace(REPOSITORY + ":1", own));
        Path file = archive.tar(folder.resolve("a.tar"));

        for (String wanted : List.of(own.endsWith(":latest") ? "base" : "base:1", "@0")) {
            assertThat(read(Form.DOCKER_ARCHIVE, file, wanted, Platform.LINUX_AMD64))
                    .isEqualTo("1");
        }
    }

    /** What is wrong with an archive of one image, and what is told of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            oci-archive    | no index      | PYF-946 | it has no `index.json`
            oci-archive    | bad index     | PYF-338 | its `index.json` is no JSON
            oci-archive    | long index    | PYF-338 | its `index.json` has 5000000 bytes
            oci-archive    | empty index   | PYF-947 | several or none
            oci-archive    | no layout     | PYF-338 | it has no `oci-layout`
            oci-archive    | new layout    | PYF-338 | its layout has version `2.0.0`
            oci-archive    | no manifest   | PYF-338 | it has no `blobs/sha256/
            oci-archive    | bad manifest  | PYF-338 | has the sum
            oci-archive    | wrong type    | PYF-338 | it has a layer of `application/x-tar+encrypted`
            oci-archive    | no layer      | PYF-338 | it has no `blobs/sha256/
            oci-archive    | changed layer | PYF-338 | has the sum
            oci-archive    | short layer   | PYF-338 | fewer than the
            oci-archive    | long layer    | PYF-338 | more than the
            oci-archive    | cut           | PYF-946 | it ends in the middle of `
            oci-archive    | text          | PYF-946 | it is no tar
            oci-archive    | empty         | PYF-946 | it is no tar
            oci-archive    | gzip          | PYF-946 | compressed as a whole, by gzip: unpack it
            oci-archive    | dots          | PYF-946 | `../x` leads out of it
            oci-archive    | gone          | PYF-945 | is no file
            oci-archive    | docker        | PYF-946 | -Dpyflink.base=docker-archive:
            oci            | no layer      | PYF-338 | it has no `blobs/sha256/
            oci            | changed layer | PYF-338 | has the sum
            oci            | no index      | PYF-946 | it has no `index.json`
            oci            | gone          | PYF-945 | is no folder
            docker-archive | no manifest   | PYF-946 | it has no `manifest.json`
            docker-archive | no config     | PYF-338 | it has no `
            docker-archive | bad config    | PYF-338 | is no JSON
            docker-archive | fewer sums    | PYF-338 | its configuration names 0 layers, its `manifest.json` 1
            docker-archive | no layer      | PYF-338 | it has no `
            docker-archive | changed layer | PYF-338 | has the sum
            docker-archive | round         | PYF-338 | it has no `
            docker-archive | cut           | PYF-946 | it ends in the middle of `
            docker-archive | text          | PYF-946 | it is no tar
            docker-archive | oci           | PYF-946 | -Dpyflink.base=oci-archive:
            """)
    void brokenOnesAreRefused(String transport, String fault, String code, String reason) throws IOException {
        image("oci").layer(LAYER, "").tagged("1", "amd64");
        Form form = Arrays.stream(Form.values())
                .filter(one -> one.toString().equals(transport))
                .findFirst()
                .orElseThrow();
        boolean isDockers = (form == Form.DOCKER_ARCHIVE) != (fault.equals("docker") || fault.equals("oci"));
        ForeignArchive archive = isDockers ? docker(ForeignArchive.Layers.PLAIN, "1") : oci("1");
        spoil(archive, fault, isDockers);
        Path place = form == Form.OCI ? archive.folder(folder.resolve("a.tar")) : archive.tar(folder.resolve("a.tar"));
        spoil(place, fault);

        assertThat(failure(form, place)).hasMessageContainingAll("[%s]".formatted(code), transport + ":a.tar", reason);
    }

    private void spoil(ForeignArchive archive, String fault, boolean isDockers) {
        byte[] layer = LAYER.plain();
        String layerFile = isDockers
                ? Sha256.of(layer).hex() + ".tar"
                : "blobs/sha256/" + Sha256.of(layer).hex();
        String manifest = isDockers
                ? "manifest.json"
                : "blobs/sha256/" + Sha256.of(registry.manifests.get("1")).hex();
        String config = archive.files.keySet().stream()
                .filter(name -> name.endsWith(".json") && !name.equals("manifest.json"))
                .findFirst()
                .orElse("");
        switch (fault) {
            case "no index" -> archive.files.remove("index.json");
            case "bad index" -> archive.file("index.json", "{");
            case "long index" -> archive.file("index.json", " ".repeat(5_000_000));
            case "empty index" -> archive.file("index.json", "{}");
            case "no layout" -> archive.files.remove("oci-layout");
            case "new layout" -> archive.file("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}");
            case "no manifest" -> archive.files.remove(manifest);
            case "bad manifest" -> archive.file(manifest, "{}");
            case "wrong type" -> {
                String other = new String(archive.files.get(manifest), StandardCharsets.UTF_8)
                        .replace("application/vnd.oci.image.layer.v1.tar", "application/x-tar+encrypted");
                archive.blob(other.getBytes(StandardCharsets.UTF_8));
                archive.file("index.json", "{\"manifests\":[%s]}".formatted(descriptor("x", Sha256.of(other), "")));
            }
            case "no layer" -> archive.files.remove(layerFile);
            case "changed layer" -> archive.files.get(layerFile)[600] ^= 1;
            case "short layer" -> archive.files.put(layerFile, Arrays.copyOf(layer, layer.length - 1));
            case "long layer" -> archive.files.put(layerFile, Arrays.copyOf(layer, layer.length + 1));
            case "no config" -> archive.files.remove(config);
            case "bad config" -> archive.file(config, "x");
            case "fewer sums" -> archive.file(config, "{\"os\":\"linux\",\"architecture\":\"amd64\"}");
            case "round" -> {
                archive.files.remove(layerFile);
                archive.links.put(layerFile, "b");
                archive.links.put("b", layerFile);
            }
            case "dots" -> archive.file("../x", "x");
            default -> assertThat(fault).isNotEmpty();
        }
    }

    private static void spoil(Path place, String fault) throws IOException {
        switch (fault) {
            case "cut" -> {
                byte[] bytes = Files.readAllBytes(place);
                Files.write(place, Arrays.copyOf(bytes, 600));
            }
            case "text" -> Files.writeString(place, "this is no tar\n".repeat(100));
            case "empty" -> Files.write(place, new byte[0]);
            case "gzip" -> {
                byte[] bytes = Files.readAllBytes(place);
                try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(place))) {
                    out.write(bytes);
                }
            }
            case "gone" -> Files.move(place, place.resolveSibling("b.tar"));
            default -> assertThat(place).exists();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hostileLayerIsRefused(Form form) throws IOException {
        image("oci").layer(ForeignLayer.of("../etc/a = 1"), "gzip").tagged("1", "amd64");

        assertThat(failure(form, written(form, "1")))
                .hasMessageContainingAll("[PYF-338]", "`../etc/a` leads out of the root");
    }

    @ParameterizedTest
    @EnumSource
    void largeImageIsToldTheBound(Form form) throws IOException {
        image("oci")
                .layer(ForeignLayer.of("etc/a = " + "1".repeat(100_000)), "gzip")
                .tagged("1", "amd64");
        bounds = new Bounds(1 << 20, 1 << 16, 100, 100);

        assertThat(failure(form, written(form, "1")))
                .hasMessageContainingAll("[PYF-338]", "unpack to more than 65536 bytes", "a smaller image");
    }

    @ParameterizedTest
    @EnumSource
    void lockedImageIsHadFromTheStoreWhereItIsGone(Form form) throws IOException {
        image("oci").layer(ForeignLayer.of("etc/a = 1"), "gzip").tagged("1", "amd64");
        Path place = written(form, "1");
        Pin pin = pin(form, place);
        assertThat(read(form, place)).isEqualTo("1");
        Files.move(place, folder.resolve("elsewhere"));

        assertThat(readIfThere(form, place, pin)).isEqualTo("1");

        store = new FileArtifactStore(folder.resolve("another-store"));
        assertThat(catchThrowableOfType(PyFlinkException.class, () -> readIfThere(form, place, pin)))
                .hasMessageContainingAll(
                        "[PYF-945]", place.toString(), pin.digest().digest(), "-Dpyflink.store");
        Files.move(folder.resolve("elsewhere"), place);
        assertThat(readIfThere(form, place, pin)).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void lockedImageThatWasReplacedIsRefused(Form form) throws IOException {
        image("oci").layer(ForeignLayer.of("etc/a = 1"), "gzip").tagged("1", "amd64");
        Path place = written(form, "1");
        Pin pin = pin(form, place);
        assertThat(read(form, place)).isEqualTo("1");
        image("oci").layer(ForeignLayer.of("etc/a = 2"), "gzip").tagged("1", "amd64");
        written(form, "1");

        assertThat(catchThrowableOfType(PyFlinkException.class, () -> readIfThere(form, place, pin)))
                .hasMessageContainingAll("[PYF-948]", pin.digest().digest(), "delete the cell's plan");
    }

    private Pin pin(Form form, Path place) {
        return reader().read(
                        image(form, place, ""),
                        image(form, place, ""),
                        place,
                        Platform.LINUX_AMD64,
                        image -> new Pin(image.digest(), image.size(), Platform.LINUX_AMD64));
    }

    private String readIfThere(Form form, Path place, Pin pin) {
        return reader().readIfThere(image(form, place, ""), place, pin, ArchiveReaderTest::content);
    }

    private Path written(Form form, String... tags) throws IOException {
        return switch (form) {
            case OCI_ARCHIVE -> oci(tags).tar(folder.resolve("a.tar"));
            case OCI -> oci(tags).folder(folder.resolve("layout"));
            case DOCKER_ARCHIVE -> docker(ForeignArchive.Layers.PACKED, tags).tar(folder.resolve("a.tar"));
        };
    }

    private ForeignArchive oci(String... tags) throws IOException {
        return ForeignArchive.oci(registry, REPOSITORY, tags);
    }

    private ForeignArchive docker(ForeignArchive.Layers layers, String... tags) throws IOException {
        return ForeignArchive.docker(registry, REPOSITORY, layers, tags);
    }

    private static String descriptor(String mediaType, Sha256 digest, String more) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1%s}".formatted(mediaType, digest.digest(), more);
    }

    private ForeignImage image(String form) {
        return form.equals("oci") ? ForeignImage.oci(registry, REPOSITORY) : ForeignImage.docker(registry, REPOSITORY);
    }

    private static ArchivedImage image(Form form, Path place, String name) {
        return new ArchivedImage(
                form, place.getFileName().toString(), Optional.of(name).filter(text -> !text.isEmpty()));
    }

    private PyFlinkException failure(Form form, Path place) {
        return catchThrowableOfType(PyFlinkException.class, () -> read(form, place));
    }

    private Sha256 digest(Form form, Path place) {
        return pin(form, place).digest();
    }

    private String read(Form form, Path place) {
        return read(form, place, "", Platform.LINUX_AMD64);
    }

    private String read(Form form, Path place, String name, Platform platform) {
        ArchivedImage image = image(form, place, name);
        return reader().read(image, image, place, platform, ArchiveReaderTest::content);
    }

    private static String content(OpenImage image) {
        image.layers();
        return new String(image.view().read(List.of(FILE)).get(FILE), StandardCharsets.UTF_8);
    }

    private ArchiveReader reader() {
        return new ArchiveReader(store, bounds, new KeptLog());
    }
}
