package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.base.BaseParts;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.Descriptor;
import org.pyflinkimage.inspect.StoredLayer;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.template.BaseSettings;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class UponBaseTest {

    private static final String PACKED = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String PLAIN = "application/vnd.oci.image.layer.v1.tar";

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();

    @ParameterizedTest
    @CsvSource({"0, 1", "120, 7", "127, 0"})
    void asManyLayersAsRuntimesTakeAreBuilt(int below, int own) throws IOException {
        List<Layer> all =
                upon("registry.example.com/base:1", layers(below, PACKED)).below(own(own), builder(), log);

        assertThat(all).hasSize(below + own);
        assertThat(all)
                .extracting(layer -> layer.name().kind())
                .startsWith(below == 0 ? LayerKind.JOB : LayerKind.BASE);
        assertThat(log.lines).isEmpty();
    }

    @Test
    void oneMoreIsRefused() throws IOException {
        UponBase base = upon("registry.example.com/base:1", layers(120, PACKED));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> base.below(own(8), builder(), log))
                .withMessageContainingAll("[PYF-928]", "would have 128 layers", "at most 127", "the base has 120");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-archive:base.tar", "docker-daemon:base:1"})
    void plainLayersOfADockerArchiveAreCompressedAndThatIsToldOnce(String name) throws IOException {
        UponBase base = upon(name, layers(2, PLAIN));

        List<Layer> all = base.below(own(1), builder(), log);

        assertThat(all.subList(0, 2))
                .allSatisfy(layer -> assertThat(layer.blob()).startsWith(folder.resolve("store")));
        assertThat(log.lines).hasSize(1).first().asString().startsWith("step Compressing the layers of the base");
        assertThat(base.below(own(1), builder(), log)).isEqualTo(all);
        assertThat(log.lines).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.example.com/base:1", "oci-archive:base.tar", "oci:base"})
    void plainLayersOfOthersStayAsTheyAre(String name) throws IOException {
        List<StoredLayer> layers = layers(1, PLAIN);

        assertThat(upon(name, layers).below(List.of(), builder(), log))
                .extracting(Layer::blob)
                .containsExactly(layers.get(0).file());
        assertThat(log.lines).isEmpty();
    }

    @Test
    void containersHaveWhatTheBaseSaysAndIsOfAForm() {
        BaseSettings settings = upon(new ContainerConfiguration(
                        List.of("./start.sh"),
                        List.of("serve"),
                        "",
                        new TreeMap<>(),
                        List.of("80/tcp", "90-91/udp", "http"),
                        List.of("/data", "/srv/../logs", "relative", "/a\0b"),
                        new TreeMap<>(),
                        "/app/./x"))
                .settings();

        assertThat(settings.ports()).hasToString("[80/tcp, 90/udp, 91/udp]");
        assertThat(settings.volumes()).hasToString("[/data, /logs]");
        assertThat(settings.entrypoint()).containsExactly("./start.sh");
        assertThat(settings.command()).containsExactly("serve");
        assertThat(settings.workingDirectory()).hasToString("/app/x");
        assertThat(settings.javaHome()).hasToString("/opt/java");
    }

    @ParameterizedTest
    @MethodSource("noPaths")
    void workingDirectoryThatIsNoPathIsTheRoot(String directory) {
        ContainerConfiguration configuration = new ContainerConfiguration(
                List.of(), List.of(), "", new TreeMap<>(), List.of(), List.of(), new TreeMap<>(), directory);

        assertThat(upon(configuration).settings().workingDirectory()).isEqualTo(UnixPath.ROOT);
    }

    private static List<String> noPaths() {
        return List.of("", "app", "/a\0b", "/n".repeat(3000));
    }

    private LayerBuilder builder() {
        return new LayerBuilder(new FileArtifactStore(folder.resolve("store")));
    }

    private List<StoredLayer> layers(int count, String type) throws IOException {
        byte[] tar = new byte[1024];
        Path file = Files.write(folder.resolve("layer.tar"), tar);
        Descriptor descriptor = new Descriptor(type, Sha256.of(tar), tar.length);
        return IntStream.range(0, count)
                .mapToObj(i -> new StoredLayer(descriptor, Sha256.of(tar), tar.length, file))
                .toList();
    }

    private List<Layer> own(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Layer(
                        LayerName.of(LayerKind.JOB),
                        folder.resolve("own"),
                        Sha256.of("own" + i),
                        Sha256.of("" + i),
                        1,
                        1))
                .toList();
    }

    private static UponBase upon(String name, List<StoredLayer> layers) {
        SortedMap<String, String> none = new TreeMap<>();
        return upon(
                name,
                layers,
                new ContainerConfiguration(List.of(), List.of(), "", none, List.of(), List.of(), none, ""));
    }

    private static UponBase upon(ContainerConfiguration configuration) {
        return upon("registry.example.com/base:1", List.of(), configuration);
    }

    private static UponBase upon(String name, List<StoredLayer> layers, ContainerConfiguration configuration) {
        BaseImage image = BaseImage.parse(name).orElseThrow();
        return new UponBase(
                new LockedBase(image, Sha256.of("base"), 1, UnixPath.of("/opt/java")),
                new BaseParts(layers, List.of(), configuration));
    }
}
