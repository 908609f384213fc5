package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.build.BuildReport.Engine;
import org.pyflinkimage.build.validation.DiskFiles;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.BuiltIndex;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.image.SampleImages;
import org.pyflinkimage.image.VerifiedArchive;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Versions;
import org.pyflinkimage.spec.reader.DeclarationReader;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** A shell script stands in for docker, a server on the loopback interface for a registry. */
@DisabledOnOs(OS.WINDOWS)
class PublicationTest {

    private final RecordingLog log = new RecordingLog();

    @TempDir
    private Path folder;

    private FakeRegistry registry;
    private Path output;

    @BeforeEach
    void openRegistry() throws IOException {
        registry = new FakeRegistry();
        output = folder.resolve("target");
    }

    @AfterEach
    void closeRegistry() throws IOException {
        registry.close();
    }

    @Test
    void archivesLieInTheCombinationsFolder() throws IOException {
        ImageSpec spec = specs("1", "oci-archive", "linux/amd64").get(0);

        BuiltImage built = publish(List.of(spec)).get(0);

        Path archive = output.resolve("flink-2.2.1-java17-python3.11-linux-amd64/image-oci.tar");
        assertThat(archive).isNotEmptyFile();
        assertThat(built.archive()).contains(archive);
        assertThat(log.lines).containsExactly("step Writing flink-2.2.1-java17-python3.11-linux-amd64/image-oci.tar");
    }

    @Test
    void dockersFormIsWrittenWhereItIsWanted() throws IOException {
        ImageSpec spec = specs("1", "docker-archive", "linux/amd64").get(0);

        BuiltImage built = publish(List.of(spec)).get(0);

        Path archive = output.resolve("flink-2.2.1-java17-python3.11-linux-amd64/image-docker.tar");
        assertThat(archive).isNotEmptyFile();
        assertThat(built.archive()).contains(archive);
        assertThat(log.lines)
                .containsExactly("step Writing flink-2.2.1-java17-python3.11-linux-amd64/image-docker.tar");
    }

    @Test
    void ofTwoArchivesThatOfOciIsTheImages() throws IOException {
        ImageSpec spec = specs("1", "docker-archive,oci-archive", "linux/amd64").get(0);

        BuiltImage built = publish(List.of(spec)).get(0);

        assertThat(built.archive().orElseThrow()).hasFileName("image-oci.tar");
        assertThat(log.lines).hasSize(2);
    }

    @Test
    void platformsOfOneNameLieInOneArchiveBesideTheirOwn() throws IOException {
        List<BuiltImage> built = publish(specs("1,1-@{platform}", "oci-archive", "linux/amd64,linux/arm64"));

        String folders = "flink-2.2.1-java17-python3.11";
        Path all = output.resolve(folders + "/image-oci.tar");
        assertThat(log.lines)
                .containsExactly(
                        "step Writing " + folders + "-linux-amd64/image-oci.tar",
                        "step Writing " + folders + "-linux-arm64/image-oci.tar",
                        "step Writing " + folders + "/image-oci.tar");
        VerifiedArchive archive = VerifiedArchive.read(all);
        assertThat(archive.mismatches()).isEmpty();
        assertThat(archive.json("index.json").path("manifests"))
                .extracting(node -> node.path("annotations")
                        .path("org.opencontainers.image.ref.name")
                        .asText())
                .containsExactly(registry.name() + "/team/job:1");
        Sha256 digest = Sha256.parse(archive.descriptor().path("digest").asText());
        assertThat(built).extracting(BuiltImage::index).containsOnly(Optional.of(new BuiltIndex(digest, all)));
        assertThat(built)
                .extracting(image -> image.archive().orElseThrow().getParent().getFileName())
                .extracting(Path::toString)
                .containsExactly(folders + "-linux-amd64", folders + "-linux-arm64");
    }

    @Test
    void indexOfTheArchiveIsTheOneThatIsPushed() throws IOException {
        List<BuiltImage> built = publish(specs("1", "oci-archive,registry", "linux/amd64,linux/arm64"));

        assertThat(built.get(0).index().orElseThrow().digest()).isEqualTo(Sha256.of(registry.manifests.get("1")));
    }

    @Test
    void archiveOfAllPlatformsIsWrittenOnce() throws IOException {
        List<ImageSpec> specs = specs("1", "oci-archive", "linux/amd64,linux/arm64");
        Path all = publish(specs).get(0).index().orElseThrow().archive();
        Map<String, Object> before = Files.readAttributes(all, "fileKey,lastModifiedTime");

        publish(specs);

        assertThat(Files.readAttributes(all, "fileKey,lastModifiedTime")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1; oci-archive; linux/amd64",
                "1-@{platform}; oci-archive; linux/amd64,linux/arm64",
                "1; docker-archive; linux/amd64,linux/arm64"
            })
    void archiveOfAllPlatformsNeedsAnOciArchiveAndOneNameForTwo(String tags, String to, String platforms)
            throws IOException {
        assertThat(publish(specs(tags, to, platforms)))
                .extracting(BuiltImage::index)
                .containsOnly(Optional.empty());

        assertThat(output.resolve("flink-2.2.1-java17-python3.11")).doesNotExist();
    }

    @Test
    void imageIsDescribedAsItIs() throws IOException {
        ImageSpec spec = specs("1", "oci-archive", "linux/amd64").get(0);
        AssembledImage image = SampleImages.image(folder);

        BuiltImage built = publish(List.of(spec)).get(0);

        assertThat(built.combination()).isEqualTo(spec.combination());
        assertThat(built.builder()).isEmpty();
        assertThat(built.reference()).hasToString(registry.name() + "/team/job:1");
        assertThat(built.contents().digest()).contains(image.digest());
        assertThat(built.contents().size()).hasValue(image.size());
        assertThat(built.contents().unpackedSize()).hasValue(image.unpackedSize());
        assertThat(built.contents().layers())
                .extracting(layer -> layer.digest().orElseThrow())
                .isEqualTo(image.layers().stream().map(Layer::digest).toList());
    }

    @Test
    void daemonIsGivenTheImageOnce() throws IOException {
        program("docker", "echo $* >> '%s/docker.log'; [ $1 = version ] || cat > /dev/null".formatted(folder));
        ImageSpec spec = specs("1", "daemon", "linux/amd64").get(0);

        BuiltImage built = publish(List.of(spec)).get(0);

        assertThat(built.archive()).isEmpty();
        assertThat(folder.resolve("docker.log")).hasContent("version\nload\n");
        assertThat(log.lines).containsExactly("step Loading into docker");
        assertThat(output).doesNotExist();
    }

    @Test
    void engineIsTheProgramThatHasTheImages() throws IOException {
        program("docker", "exit 1");
        program("podman", "exit 0");

        assertThat(publication().engine(specs("1", "daemon", "linux/amd64"))).isEqualTo(new Engine("podman", true));
    }

    @Test
    void withoutADaemonTheEngineIsTheFirstThatIsThere() throws IOException {
        List<ImageSpec> specs = specs("1", "oci-archive", "linux/amd64");
        assertThat(publication().engine(specs)).isEqualTo(new Engine("docker", false));

        program("podman", "exit 1");
        assertThat(publication().engine(specs)).isEqualTo(new Engine("podman", false));
    }

    @Test
    void imageIsPushedUnderAllItsNames() throws IOException {
        ImageSpec spec = specs("1,latest", "registry", "linux/amd64").get(0);
        AssembledImage image = SampleImages.image(folder);

        BuiltImage built = publish(List.of(spec)).get(0);

        assertThat(registry.manifests).containsOnlyKeys("1", "latest");
        assertThat(Sha256.of(registry.manifests.get("latest"))).isEqualTo(image.digest());
        assertThat(built.archive()).isEmpty();
        assertThat(log.lines)
                .startsWith(
                        "step Pushing %s/team/job:1, %s/team/job:latest".formatted(registry.name(), registry.name()));
        assertThat(log.lines)
                .last(as(InstanceOfAssertFactories.STRING))
                .matches("note " + image.digest() + ": [1-9] blobs uploaded \\(0\\.2 MB\\), 0 already there");
    }

    @Test
    void platformsOfOneNameArePushedAsOneIndex() throws IOException {
        publish(specs("1", "registry", "linux/amd64,linux/arm64"));

        assertThat(registry.mediaTypes.get("1")).contains("index");
        assertThat(log.lines).filteredOn(line -> line.startsWith("step")).hasSize(1);
    }

    @Test
    void nameOfOnePlatformIsPushedBesideTheSharedOne() throws IOException {
        publish(specs("1,1-@{platform}", "registry", "linux/amd64,linux/arm64"));

        assertThat(registry.mediaTypes.get("1")).contains("index");
        assertThat(registry.mediaTypes.get("1-linux-amd64")).contains("manifest");
        assertThat(registry.mediaTypes.get("1-linux-arm64")).contains("manifest");
        assertThat(log.lines)
                .filteredOn(line -> line.startsWith("step"))
                .containsExactly(
                        "step Pushing " + registry.name() + "/team/job:1",
                        "step Pushing " + registry.name() + "/team/job:1-linux-amd64",
                        "step Pushing " + registry.name() + "/team/job:1-linux-arm64");
    }

    @Test
    void whatIsNotForARegistryIsNotPushed() throws IOException {
        publish(specs("1", "oci-archive", "linux/amd64"));

        assertThat(registry.requests).isEmpty();
    }

    private List<ImageSpec> specs(String tags, String to, String platforms) {
        return DeclarationReader.read(
                new Declaration(folder)
                        .with(Element.FLINK, List.of("2.2.1"))
                        .with(Element.PLATFORMS, List.of(platforms.split(",", -1)))
                        .with(Element.IMAGE, List.of(registry.name() + "/team/job"))
                        .with(Element.TAGS, List.of(tags.split(",", -1)))
                        .with(Element.TO, List.of(to.split(",", -1))),
                new DiskFiles(),
                Versions.known("2.2.1"));
    }

    private List<BuiltImage> publish(List<ImageSpec> specs) throws IOException {
        Map<ImageSpec, AssembledImage> images = new LinkedHashMap<>();
        for (ImageSpec spec : specs) {
            Platform platform = spec.combination().platform();
            images.put(spec, SampleImages.image(folder, platform));
        }
        return publication().publish(images);
    }

    private Publication publication() {
        Surroundings surroundings = Somewhere.offline(folder, log);
        Environment environment =
                new Environment(Map.of("PATH", folder.resolve("bin").toString()), folder);
        return new Publication(
                output, new Machine(surroundings, List.of(), environment, Instant.EPOCH, Optional::empty));
    }

    private void program(String name, String script) throws IOException {
        Somewhere.program(folder, name, script);
    }
}
