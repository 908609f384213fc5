package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class ImageJsonTest {

    private static final AssembledImage AMD64 = image(Platform.LINUX_AMD64);
    private static final AssembledImage ARM64 = image(Platform.LINUX_ARM64);

    @Test
    void indexNamesAnImageForEachPlatform() {
        assertThat(text(ImageJson.index(List.of(AMD64, ARM64)))).isEqualToIgnoringNewLines("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
                {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d,
                "platform":{"architecture":"amd64","os":"linux"}},
                {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d,
                "platform":{"architecture":"arm64","os":"linux"}}]}
                """.formatted(
                        AMD64.digest(), AMD64.manifest().length, ARM64.digest(), ARM64.manifest().length));
    }

    private static final List<ImageReference> NAMES =
            List.of(ImageReference.of("registry.example.com/a:1"), ImageReference.of("registry.example.com/b:2"));

    /** A layout's index with a descriptor for each name. */
    private static String layoutOf(String descriptor) {
        return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                + descriptor.replace("NAME", "registry.example.com/a:1") + ","
                + descriptor.replace("NAME", "registry.example.com/b:2") + "]}";
    }

    @Test
    void layoutsIndexNamesAnImageByEachName() {
        String descriptor = """
                {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d,
                "platform":{"architecture":"amd64","os":"linux"},
                "annotations":{"io.containerd.image.name":"NAME","org.opencontainers.image.ref.name":"NAME"}}
                """.formatted(AMD64.digest(), AMD64.manifest().length);

        assertThat(text(ImageJson.layoutIndex(AMD64, NAMES))).isEqualToIgnoringNewLines(layoutOf(descriptor));
    }

    @Test
    void layoutsIndexNamesAnIndexByEachName() {
        byte[] index = ImageJson.index(List.of(AMD64, ARM64));
        String descriptor = """
                {"mediaType":"application/vnd.oci.image.index.v1+json","digest":"%s","size":%d,
                "annotations":{"io.containerd.image.name":"NAME","org.opencontainers.image.ref.name":"NAME"}}
                """.formatted(Sha256.of(index), index.length);

        assertThat(text(ImageJson.layoutIndex(index, NAMES))).isEqualToIgnoringNewLines(layoutOf(descriptor));
    }

    @Test
    void dockersManifestNamesPathsOfBlobs() {
        List<ImageReference> names =
                List.of(ImageReference.of("registry.example.com/a:1"), ImageReference.of("registry.example.com/b:2"));

        assertThat(text(ImageJson.dockerManifest("c.json", names, List.of("l1", "l2"))))
                .isEqualTo(
                        "[{\"Config\":\"c.json\",\"RepoTags\":[\"registry.example.com/a:1\",\"registry.example.com/b:2\"],"
                                + "\"Layers\":[\"l1\",\"l2\"]}]");
        assertThat(text(ImageJson.dockerManifest("c.json", List.of(), List.of())))
                .isEqualTo("[{\"Config\":\"c.json\"}]");
    }

    @Test
    void whatAnImageHasNotIsLeftOut() {
        AssembledImage bare = SampleImages.uponNothing(configuration(Map.of(), Map.of()), List.of());

        assertThat(text(bare.config())).isEqualToIgnoringNewLines("""
                {"created":"1970-01-01T00:00:00Z","architecture":"amd64","os":"linux",
                "config":{"User":"9999:9999","Env":[],"WorkingDir":"/"},
                "rootfs":{"type":"layers","diff_ids":[]},"history":[]}
                """);
        assertThat(text(bare.manifest())).endsWith(",\"layers\":[]}");
    }

    /** Every character that a text may have, outside the basic plane too: a library's writer is the measure. */
    @Test
    void textsAreWrittenAsJson() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (int first = 0; first < 0x1_1000; first += 0x80) {
            if (Character.isBmpCodePoint(first) && Character.isSurrogate((char) first)) {
                continue;
            }
            String odd = IntStream.range(first, first + 0x80)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining("a"));
            ImageConfiguration configuration = configuration(Map.of("V", odd), Map.of(odd, odd));
            String quoted = text(json.writeValueAsBytes(odd));

            assertThat(text(SampleImages.uponNothing(configuration, List.of()).config()))
                    .contains("\"Env\":[" + text(json.writeValueAsBytes("V=" + odd)) + "]")
                    .contains("\"Labels\":{" + quoted + ":" + quoted + "}");
        }
    }

    @Test
    void portsAndVolumesAreObjectsWithoutContent() {
        ImageConfiguration configuration = new ImageConfiguration(
                Platform.LINUX_AMD64,
                Instant.EPOCH,
                Map.of(),
                List.of(),
                List.of(),
                ContainerUser.FLINK,
                UnixPath.ROOT,
                new TreeSet<>(List.of(
                        ContainerPort.tcp(10000),
                        ContainerPort.tcp(53),
                        new ContainerPort(53, ContainerPort.Protocol.UDP))),
                new TreeSet<>(List.of(UnixPath.of("/data/b"), UnixPath.of("/data/a"))),
                Map.of(),
                Map.of());

        assertThat(text(SampleImages.uponNothing(configuration, List.of()).config()))
                .contains("\"ExposedPorts\":{\"53/tcp\":{},\"53/udp\":{},\"10000/tcp\":{}}")
                .contains("\"Volumes\":{\"/data/a\":{},\"/data/b\":{}}");
    }

    private static ImageConfiguration configuration(Map<String, String> environment, Map<String, String> labels) {
        return new ImageConfiguration(
                Platform.LINUX_AMD64,
                Instant.EPOCH,
                environment,
                List.of(),
                List.of(),
                ContainerUser.FLINK,
                UnixPath.ROOT,
                new TreeSet<>(),
                new TreeSet<>(),
                labels,
                Map.of());
    }

    private static AssembledImage image(Platform platform) {
        Sha256 sum = Sha256.of(platform.toString());
        return SampleImages.uponNothing(
                SampleImages.configuration(platform),
                List.of(new Layer(LayerName.of(LayerKind.FLINK), Path.of("layer"), sum, sum, 1000, 2048)));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
