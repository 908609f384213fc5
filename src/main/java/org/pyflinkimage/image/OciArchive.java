package org.pyflinkimage.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.pyflinkimage.layer.TarWriter;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/**
 * An image as one file: the tar of an OCI layout.
 *
 * <p>It holds {@code manifest.json} too, as {@code docker save} writes it since Docker 25, so that engines which do not read OCI
 * layouts load it as well.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image specification, image layout</a>
 */
public final class OciArchive {

    private static final String BLOBS = "blobs/sha256";

    private OciArchive() {}

    /**
     * Writes an archive, the same bytes for the same image and references.
     *
     * @param references the image's full names, at least one
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-821} where the file cannot be written
     */
    public static void write(AssembledImage image, List<ImageReference> references, Path file) {
        LayeredArchive.of(image.layers(), OciArchive::blob, tar -> addHead(image, references, tar))
                .write(file);
    }

    private static void addHead(AssembledImage image, List<ImageReference> references, TarWriter tar)
            throws IOException {
        tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        tar.file("index.json", ImageJson.layoutIndex(image, references));
        tar.file("manifest.json", dockerManifest(image, references));
        tar.directory("blobs");
        tar.directory(BLOBS);
        tar.file(blob(image.digest()), image.manifest());
        tar.file(blob(image.configDigest()), image.config());
    }

    private static byte[] dockerManifest(AssembledImage image, List<ImageReference> references) {
        List<String> layers =
                image.layers().stream().map(layer -> blob(layer.digest())).toList();
        return ImageJson.dockerManifest(blob(image.configDigest()), references, layers);
    }

    private static String blob(Sha256 digest) {
        return BLOBS + "/" + digest.hex();
    }
}
