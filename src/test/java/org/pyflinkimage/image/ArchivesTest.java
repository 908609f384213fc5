package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class ArchivesTest {

    private static final List<ImageReference> REFERENCES = List.of(
            ImageReference.of("registry.example.com/team/wordcount:1"),
            ImageReference.of("registry.example.com/team/wordcount:latest"));

    @TempDir
    Path folder;

    private AssembledImage image;

    @BeforeEach
    void setUp() throws IOException {
        image = SampleImages.image(folder);
    }

    @Test
    void everythingInAnOciArchiveAgrees() throws IOException {
        Path file = writeOci("image.tar");

        assertThat(VerifiedArchive.read(file).mismatches()).isEmpty();
        assertThat(Files.size(file)).isLessThan(image.size() + 20_000);
    }

    @Test
    void everythingInADockerArchiveAgrees() throws IOException {
        Path file = folder.resolve("docker.tar");
        DockerArchive.write(image, REFERENCES, file);

        assertThat(VerifiedArchive.read(file).mismatches()).isEmpty();
        JsonNode manifest = VerifiedArchive.read(file).json("manifest.json").path(0);
        assertThat(manifest.path("RepoTags")).extracting(JsonNode::asText).isEqualTo(texts());
    }

    @Test
    void ociArchiveHasEveryReferenceAndTheImagesDigest() throws IOException {
        VerifiedArchive archive = VerifiedArchive.read(writeOci("image.tar"));

        JsonNode manifests = archive.json("index.json").path("manifests");
        assertThat(manifests)
                .extracting(node -> node.path("annotations")
                        .path("org.opencontainers.image.ref.name")
                        .asText())
                .isEqualTo(texts());
        assertThat(manifests)
                .extracting(node -> node.path("digest").asText())
                .containsOnly(image.digest().digest());
        assertThat(archive.text("oci-layout")).isEqualTo("{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    @Test
    void sameImageGivesTheSameBytes() throws IOException {
        Path first = writeOci("first.tar");
        Path second = folder.resolve("second.tar");
        Path other = Files.createDirectory(folder.resolve("other"));
        OciArchive.write(SampleImages.image(other), REFERENCES, second);

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void verificationFindsWhatDoesNotAgree() throws IOException {
        Layer layer = image.layers().get(0);
        Layer wrong = new Layer(layer.name(), layer.blob(), layer.digest(), image.digest(), layer.size(), 1);
        Path file = folder.resolve("wrong.tar");
        OciArchive.write(
                SampleImages.uponNothing(image.configuration(), List.of(wrong)), REFERENCES.subList(0, 1), file);

        assertThat(VerifiedArchive.read(file).mismatches())
                .isNotEmpty()
                .allMatch(text -> text.startsWith("diff ID of"));
    }

    @Test
    void olderArchiveIsReplacedWholeAndNothingElseIsLeft() throws IOException {
        Path target = folder.resolve("deep/down/image.tar");
        OciArchive.write(image, REFERENCES, target);
        long size = Files.size(target);

        OciArchive.write(image, REFERENCES, target);

        assertThat(Files.size(target)).isEqualTo(size);
        assertThat(namesIn(target.getParent())).containsExactlyInAnyOrder("image.tar", ".image.tar.written");
    }

    @Test
    void failureLeavesTheOlderArchiveAndNoUnfinishedOne() throws IOException {
        Path target = writeOci("image.tar");
        byte[] before = Files.readAllBytes(target);
        Layer gone =
                new Layer(LayerName.of(LayerKind.JOB), folder.resolve("gone"), image.digest(), image.digest(), 1, 1);

        assertThatThrownBy(() -> OciArchive.write(
                        SampleImages.uponNothing(image.configuration(), List.of(gone)), REFERENCES, target))
                .hasMessageContaining("PYF-536")
                .hasMessageContaining("gone");

        assertThat(target).hasBinaryContent(before);
        assertThat(namesIn(folder)).noneMatch(name -> name.endsWith(".unfinished"));
    }

    @Test
    void everythingInAnArchiveOfSeveralPlatformsAgreesAndEachBlobIsThereOnce() throws IOException {
        AssembledImage other = SampleImages.image(folder, Platform.LINUX_ARM64);
        Path file = folder.resolve("all.tar");

        Sha256 digest = OciArchive.writeIndex(List.of(image, other), REFERENCES, file);

        VerifiedArchive archive = VerifiedArchive.read(file);
        assertThat(archive.mismatches()).isEmpty();
        Set<Sha256> blobs = new LinkedHashSet<>(List.of(digest));
        for (AssembledImage one : List.of(image, other)) {
            blobs.addAll(List.of(one.digest(), one.configDigest()));
            one.layers().forEach(layer -> blobs.add(layer.digest()));
        }
        assertThat(image.layers()).hasSize(2);
        assertThat(blobs).hasSize(1 + 2 + 2 + 3);
        assertThat(archive.names())
                .filteredOn(name -> name.startsWith("blobs/"))
                .containsExactlyInAnyOrderElementsOf(
                        blobs.stream().map(blob -> "blobs/sha256/" + blob.hex()).toList());
    }

    @Test
    void eachNameLeadsToOneIndexOfThePlatforms() throws IOException {
        AssembledImage other = SampleImages.image(folder, Platform.LINUX_ARM64);
        Path file = folder.resolve("all.tar");

        Sha256 digest = OciArchive.writeIndex(List.of(image, other), REFERENCES, file);

        VerifiedArchive archive = VerifiedArchive.read(file);
        JsonNode named = archive.json("index.json").path("manifests");
        assertThat(named)
                .extracting(node -> node.path("annotations")
                        .path("org.opencontainers.image.ref.name")
                        .asText())
                .isEqualTo(texts());
        assertThat(named).extracting(node -> node.path("digest").asText()).containsOnly(digest.digest());
        assertThat(archive.json("blobs/sha256/" + digest.hex()).path("manifests"))
                .extracting(
                        node -> node.path("platform").path("architecture").asText(),
                        node -> node.path("digest").asText())
                .containsExactly(
                        tuple("amd64", image.digest().digest()),
                        tuple("arm64", other.digest().digest()));
        assertThat(archive.names()).doesNotContain("manifest.json");
    }

    @Test
    void sameImagesOfSeveralPlatformsGiveTheSameBytes() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        for (Path place : List.of(folder, other)) {
            OciArchive.writeIndex(
                    List.of(SampleImages.image(place), SampleImages.image(place, Platform.LINUX_ARM64)),
                    REFERENCES,
                    place.resolve("all.tar"));
        }

        assertThat(other.resolve("all.tar")).hasSameBinaryContentAs(folder.resolve("all.tar"));
    }

    @Test
    void failureLeavesNoArchiveOfSeveralPlatforms() throws IOException {
        Path target = folder.resolve("down/all.tar");
        Layer gone =
                new Layer(LayerName.of(LayerKind.JOB), folder.resolve("gone"), image.digest(), image.digest(), 1, 1);
        AssembledImage broken =
                SampleImages.uponNothing(SampleImages.configuration(Platform.LINUX_ARM64), List.of(gone));

        assertThatThrownBy(() -> OciArchive.writeIndex(List.of(image, broken), REFERENCES, target))
                .hasMessageContaining("PYF-536");

        assertThat(namesIn(target.getParent())).isEmpty();
    }

    private Path writeOci(String name) {
        Path file = folder.resolve(name);
        OciArchive.write(image, REFERENCES, file);
        return file;
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> texts() {
        return REFERENCES.stream().map(ImageReference::toString).toList();
    }
}
