package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Images of a registry, as other programs put them there. */
class ImageReaderTest {

    private static final UnixPath FILE = UnixPath.of("/etc/a");

    @TempDir
    private Path folder;

    private FakeRegistry registry;
    private ArtifactStore store;

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
    void filesAreReadWhateverTheForm(String form, String compression) {
        ImageReference image = image(form)
                .layer(ForeignLayer.of("etc/a = 1"), compression)
                .layer(ForeignLayer.of("etc/a = 2"), compression)
                .tagged("1", "amd64");

        assertThat(read(image)).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"oci", "docker"})
    void ofAnIndexTheImageForThePlatformIsRead(String form) {
        Sha256 intel =
                image(form).layer(ForeignLayer.of("etc/a = amd64"), "gzip").untagged("amd64");
        Sha256 arm = image(form).layer(ForeignLayer.of("etc/a = arm64"), "gzip").untagged("arm64");
        ImageReference image = image(form).index("1", List.of("linux/amd64", "linux/arm64/v8"), List.of(intel, arm));

        assertThat(read(image)).isEqualTo("amd64");
        assertThat(reader().read(image, Platform.LINUX_ARM64, OpenImage::digest))
                .isEqualTo(arm);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            linux/amd64    linux/amd64/v3 | 0
            linux/amd64/v3 linux/amd64    | 1
            linux/amd64/v3 linux/amd64/v2 | 0
            linux/amd64/v3 linux/amd64/v1 | 1
            windows/amd64  linux/amd64    | 1
            """)
    void ofSeveralForAPlatformTheOneForEveryProcessorIsRead(String platforms, int chosen) {
        List<Sha256> images = List.of(
                image("oci").layer(ForeignLayer.of("etc/a = 0"), "").untagged("amd64"),
                image("oci").layer(ForeignLayer.of("etc/a = 1"), "").untagged("amd64"));
        ImageReference image = image("oci").index("1", List.of(platforms.split(" +", -1)), images);

        assertThat(read(image)).isEqualTo(Integer.toString(chosen));
    }

    @Test
    void missingPlatformListsThoseThatAreThere() {
        Sha256 one = image("oci").layer(ForeignLayer.of("a"), "").untagged("s390x");
        ImageReference image = image("oci").index("1", List.of("linux/s390x", "linux/386"), List.of(one, one));

        assertThat(failure(image))
                .hasMessageContaining("[PYF-337] `%s` is no image for linux/amd64".formatted(image))
                .hasMessageContaining("it is for linux/386, linux/s390x\n");
    }

    @Test
    void imageForAnotherPlatformAloneIsNotTaken() {
        ImageReference image =
                image("oci").layer(ForeignLayer.of("etc/a = 1"), "gzip").tagged("1", "arm64");

        assertThat(failure(image)).hasMessageContaining("[PYF-337]").hasMessageContaining("it is for linux/arm64");
    }

    @Test
    void imageMayBeNamedByItsDigest() {
        Sha256 digest = image("oci").layer(ForeignLayer.of("etc/a = 1"), "gzip").untagged("amd64");

        assertThat(read(ImageReference.of(registry.name() + "/library/debian@" + digest.digest())))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "token"})
    void loginOpensAPrivateRegistry(String scheme) {
        ImageReference image =
                image("oci").layer(ForeignLayer.of("etc/a = 1"), "gzip").tagged("1", "amd64");
        if (scheme.equals("basic")) {
            registry.requireBasic("jane", "s3cret");
        } else {
            registry.requireToken("jane", "s3cret");
        }

        assertThat(failure(image))
                .hasMessageContaining("[PYF-330]")
                .hasMessageContaining("<id>%s</id>".formatted(registry.name()))
                .hasMessageContaining("docker login " + registry.name());
        assertThat(read(image, host -> Optional.of(new Login("jane", "s3cret"))))
                .isEqualTo("1");
    }

    @Test
    void whatTheStoreHasIsNotPulledAgainUnlessItIsDamaged() throws IOException {
        byte[] layer = ForeignLayer.of("etc/a = 1").compressed("gzip");
        ImageReference image = image("oci")
                .layer("application/vnd.oci.image.layer.v1.tar+gzip", layer)
                .tagged("1", "amd64");

        read(image);
        read(image);
        assertThat(pulls(layer)).isEqualTo(1);

        Path kept = store.find(Sha256.of(layer), layer.length).orElseThrow();
        layer[layer.length - 1] ^= 1;
        Files.write(kept, layer);
        layer[layer.length - 1] ^= 1;
        store = new FileArtifactStore(folder.resolve("store"));
        assertThat(read(image)).isEqualTo("1");
        assertThat(pulls(layer)).isEqualTo(2);
    }

    @Test
    void layersAreNotPulledForTheDigestAlone() {
        byte[] layer = ForeignLayer.of("etc/a = 1").compressed("gzip");
        ImageReference image = image("oci")
                .layer("application/vnd.oci.image.layer.v1.tar+gzip", layer)
                .tagged("1", "amd64");

        reader().read(image, Platform.LINUX_AMD64, OpenImage::digest);

        assertThat(pulls(layer)).isZero();
    }

    @Test
    void hostileLayerIsRefusedByTheImagesName() {
        ImageReference image =
                image("oci").layer(ForeignLayer.of("../etc/a = 1"), "gzip").tagged("1", "amd64");

        assertThat(failure(image))
                .hasMessageContaining("[PYF-338] `%s` is refused as an image".formatted(image))
                .hasMessageContaining("`../etc/a` leads out of the root");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/vnd.oci.image.layer.v1.tar+gzip+encrypted | it has a layer of
            application/vnd.wasm.content.layer.v1+wasm            | it has a layer of
            """)
    void layersThatAreNoneAreRefused(String mediaType, String reason) {
        ImageReference image = image("oci")
                .layer(mediaType, ForeignLayer.of("etc/a = 1").plain())
                .tagged("1", "amd64");

        assertThat(failure(image)).hasMessageContaining("[PYF-338]").hasMessageContaining(reason);
    }

    /** A large image may be sound: whoever reads the message looks for no attacker. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10      | 1048576 | 100 | its layers have more than 10 bytes
            1048576 | 1024    | 100 | its layers unpack to more than 1024 bytes
            1048576 | 1048576 | 1   | its layers have more than 1 members
            """)
    void largeImageIsToldTheBound(long packed, long unpacked, int members, String reason) {
        ImageReference image = image("oci")
                .layer(ForeignLayer.of("etc/a = 1", "etc/b = 2"), "gzip")
                .tagged("1", "amd64");
        Registry registries =
                new Registry(host -> Optional.empty(), false, new Environment(Map.of(), folder), new KeptLog());
        ImageReader narrow =
                new ImageReader(registries, store, new Bounds(packed, unpacked, members, 100), new KeptLog());

        PyFlinkException e = catchThrowableOfType(
                PyFlinkException.class, () -> narrow.read(image, Platform.LINUX_AMD64, OpenImage::view));

        assertThat(e)
                .hasMessageContainingAll("[PYF-338]", reason, "a smaller image")
                .hasMessageNotContaining("hostile");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {"schemaVersion":2}                                              ~ no `config` and `layers`
            {"schemaVersion":2,"config":{},"layers":[]}                      ~ a blob without a size
            {"schemaVersion":2,"config":{"size":1.5},"layers":[]}            ~ a blob without a size
            {"schemaVersion":2,"config":{"size":-1},"layers":[]}             ~ a blob without a size
            {"schemaVersion":2,"config":{"size":"1"},"layers":[]}            ~ a blob without a size
            {"schemaVersion":2,"config":{"size":1},"layers":[]}              ~ a blob without a sha256
            {"schemaVersion":2,"config":{"size":1,"digest":"sha512:00"},"layers":[]} ~ a blob without a sha256
            {"schemaVersion":2,"config":%c,"layers":[{}]}                    ~ a blob without a size
            {"schemaVersion":2,"config":%l,"layers":[]}                      ~ its configuration has 9000000 bytes
            {"schemaVersion":2,"config":%t,"layers":[]}                      ~ it is no container's
            {"schemaVersion":2,"config":%c,"layers":%m}                      ~ it has 128 layers
            {"schemaVersion":2,"config":%c,"layers":[%b,%b]}                 ~ its layers have more than
            {"schemaVersion":2,"config":%c,"layers":[%h]}                    ~ its layers have more than
            """)
    void manifestThatIsNoneIsRefused(String manifest, String reason) {
        byte[] config = "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(StandardCharsets.UTF_8);
        registry.blobs.put("/v2/library/debian/blobs/" + Sha256.of(config).digest(), config);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            many.add(descriptor("x.tar", 1));
        }
        String oci = "application/vnd.oci.image.config.v1+json";
        String text = manifest.replace("%c", descriptor(oci, Sha256.of(config), config.length))
                .replace("%t", descriptor("application/vnd.cncf.helm.config.v1+json", Sha256.of(config), config.length))
                .replace("%l", descriptor(oci, 9_000_000))
                .replace("%m", "[" + String.join(",", many) + "]")
                .replace("%b", descriptor("x.tar", 3L << 30))
                .replace("%h", descriptor("x.tar", Long.MAX_VALUE));
        registry.manifests.put("1", text.getBytes(StandardCharsets.UTF_8));
        registry.mediaTypes.put("1", "application/vnd.oci.image.manifest.v1+json");

        assertThat(failure(ImageReference.of(registry.name() + "/library/debian:1")))
                .hasMessageContaining("[PYF-338]")
                .hasMessageContaining(reason);
    }

    private static String descriptor(String mediaType, long size) {
        return descriptor(mediaType, Sha256.of("x"), size);
    }

    private static String descriptor(String mediaType, Sha256 digest, long size) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%s}".formatted(mediaType, digest.digest(), size);
    }

    private ForeignImage image(String form) {
        return form.equals("oci")
                ? ForeignImage.oci(registry, "library/debian")
                : ForeignImage.docker(registry, "library/debian");
    }

    private PyFlinkException failure(ImageReference image) {
        return catchThrowableOfType(PyFlinkException.class, () -> read(image));
    }

    private String read(ImageReference image) {
        return read(image, host -> Optional.empty());
    }

    private String read(ImageReference image, RegistryCredentials logins) {
        return reader(logins)
                .read(
                        image,
                        Platform.LINUX_AMD64,
                        open -> new String(open.view().read(List.of(FILE)).get(FILE), StandardCharsets.UTF_8));
    }

    private ImageReader reader() {
        return reader(host -> Optional.empty());
    }

    private ImageReader reader(RegistryCredentials logins) {
        KeptLog log = new KeptLog();
        Registry registries = new Registry(logins, false, new Environment(Map.of(), folder), log);
        return new ImageReader(registries, store, Bounds.USUAL, log);
    }

    private long pulls(byte[] layer) {
        return registry.requests.stream()
                .filter(request -> request.startsWith("GET")
                        && request.endsWith(Sha256.of(layer).digest()))
                .count();
    }
}
