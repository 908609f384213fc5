package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

class OciArchiveReaderTest {

    @TempDir
    Path folder;

    @Test
    void everythingIsReadFromTheArchive() throws IOException {
        AssembledImage image = SampleImages.image(folder);
        Path file = folder.resolve("image.tar");
        OciArchive.write(image, List.of(ImageReference.of("name:1")), file);

        ImageContents contents = OciArchiveReader.read(file);

        assertThat(contents.digest()).contains(image.digest());
        assertThat(contents.size()).hasValue(image.size());
        assertThat(contents.unpackedSize()).hasValue(image.unpackedSize());
        assertThat(contents.layers())
                .extracting(BuiltLayer::diffId)
                .isEqualTo(image.layers().stream().map(Layer::diffId).toList());
    }

    @Test
    void anotherManifestInTheRegistryLeavesNoSizesBehind() throws IOException {
        Path file = folder.resolve("image.tar");
        OciArchive.write(SampleImages.image(folder), List.of(ImageReference.of("name:1")), file);
        ImageContents contents = OciArchiveReader.read(file);
        Sha256 other = Sha256.of("other");

        assertThat(contents.pushedAs(contents.digest().orElseThrow())).isEqualTo(contents);
        assertThat(contents.pushedAs(other).digest()).contains(other);
        assertThat(contents.pushedAs(other).size()).isEmpty();
        assertThat(contents.pushedAs(other).unpackedSize()).isEqualTo(contents.unpackedSize());
        assertThat(contents.pushedAs(other).layers())
                .allMatch(layer -> layer.digest().isEmpty() && layer.size().isEmpty());
    }

    @Test
    void whatIsNoArchiveIsToldByItsName() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.tar"));

        assertThatThrownBy(() -> OciArchiveReader.read(empty))
                .hasMessageContaining("PYF-856")
                .hasMessageContaining("empty.tar")
                .hasMessageContaining("index.json");
    }
}
