package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.ArchivedImage.Form;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** Layouts with several images: tools add a second one, nameless or under the name of the first, and leave that. */
class AmbiguousLayoutTest {

    private static final String REPOSITORY = "team/base";

    @TempDir
    private Path folder;

    private FakeRegistry registry;

    @BeforeEach
    void setUp() throws IOException {
        registry = new FakeRegistry();
    }

    @AfterEach
    void tearDown() throws IOException {
        registry.close();
    }

    private ForeignArchive archive(String first, String second) throws IOException {
        ForeignImage.oci(registry, REPOSITORY)
                .layer(ForeignLayer.of("etc/a = 1"), "gzip")
                .tagged("1", first);
        ForeignImage.oci(registry, REPOSITORY)
                .layer(ForeignLayer.of("etc/a = 2"), "gzip")
                .tagged("2", second);
        return ForeignArchive.oci(registry, REPOSITORY, "1", "2");
    }

    private static void rename(ForeignArchive archive, String pattern, String replacement) {
        String index = new String(archive.files.get("index.json"), StandardCharsets.UTF_8);
        archive.file("index.json", index.replaceAll(pattern, replacement));
    }

    private Sha256 read(ForeignArchive archive, Optional<String> name) throws IOException {
        Path file = archive.tar(folder.resolve("a.tar"));
        ArchivedImage image = new ArchivedImage(Form.OCI_ARCHIVE, "a.tar", name);
        return new ArchiveReader(new FileArtifactStore(folder.resolve("store")), Bounds.USUAL, new KeptLog())
                .read(image, image, file, Platform.LINUX_AMD64, OpenImage::digest);
    }

    @Test
    void secondImageWithoutANameIsNotPassedOver() throws IOException {
        ForeignArchive archive = archive("amd64", "amd64");
        rename(archive, ",\"annotations\":\\{[^}]*}", "");

        assertThatThrownBy(() -> read(archive, Optional.empty()))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("[PYF-947]", "its images have no names", "an archive of its own");
    }

    @Test
    void twoImagesOfOneNameAreNotTakenForOne() throws IOException {
        ForeignArchive archive = archive("amd64", "amd64");
        rename(archive, "(ref.name\":\")2", "$11");

        assertThatThrownBy(() -> read(archive, Optional.of("1")))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("[PYF-947]", "or several are");
    }

    /** As an index has them. */
    @Test
    void imagesOfOneNameForSeveralPlatformsAreOne() throws IOException {
        ForeignArchive archive = archive("arm64", "amd64");
        rename(archive, "(ref.name\":\")2", "$11");

        assertThat(read(archive, Optional.of("1"))).isEqualTo(Sha256.of(registry.manifests.get("2")));
    }
}
