package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.OciArchive;
import org.pyflinkimage.image.SampleImages;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.ArchivedImage.Form;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** What this plugin writes is a base for the next image. */
class OwnArchivesTest {

    @TempDir
    private Path folder;

    @Test
    void archiveOfSeveralPlatformsIsReadForEach() throws IOException {
        List<AssembledImage> images = List.of(
                SampleImages.image(folder, Platform.LINUX_AMD64), SampleImages.image(folder, Platform.LINUX_ARM64));
        Path file = folder.resolve("all.tar");
        OciArchive.writeIndex(images, List.of(ImageReference.of("base:1"), ImageReference.of("base:latest")), file);

        for (AssembledImage image : images) {
            Platform platform = image.configuration().platform();
            assertThat(digest(file, Optional.empty(), platform)).isEqualTo(image.digest());
            assertThat(digest(file, Optional.of("base:latest"), platform)).isEqualTo(image.digest());
        }
    }

    private Sha256 digest(Path file, Optional<String> name, Platform platform) {
        ArchivedImage base = new ArchivedImage(Form.OCI_ARCHIVE, "all.tar", name);
        return new ArchiveReader(new FileArtifactStore(folder.resolve("kept")), Bounds.USUAL, new KeptLog())
                .read(base, base, file, platform, OpenImage::digest);
    }
}
