package org.pyflinkimage.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.TarWriter;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/**
 * An image, or those of several platforms, as one file: the tar of an OCI layout.
 *
 * <p>That of one image holds {@code manifest.json} too, as {@code docker save} writes it since Docker 25, so that engines which do not
 * read OCI layouts load it as well.
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

    /**
     * Writes an archive of images for several platforms, each blob once: the names lead to one index of them, from which whoever reads
     * it takes the image for its platform.
     *
     * @param images of one Flink, Java and Python, each for another platform
     * @param references the full names that all of them have, at least one
     * @return the sum of that index, the same as where it is pushed
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-821} where the file cannot be written
     */
    public static Sha256 writeIndex(List<AssembledImage> images, List<ImageReference> references, Path file) {
        byte[] index = ImageJson.index(images);
        List<Layer> layers =
                images.stream().flatMap(image -> image.layers().stream()).toList();
        LayeredArchive.of(layers, OciArchive::blob, tar -> addHead(images, index, references, tar))
                .write(file);
        return Sha256.of(index);
    }

    private static void addHead(AssembledImage image, List<ImageReference> references, TarWriter tar)
            throws IOException {
        addLayout(ImageJson.layoutIndex(image, references), tar);
        tar.file("manifest.json", dockerManifest(image, references));
        addBlobFolders(tar);
        addManifestAndConfig(image, tar);
    }

    /** Without Docker's {@code manifest.json}, which knows no platforms: of two images of one name the last would have it. */
    private static void addHead(
            List<AssembledImage> images, byte[] index, List<ImageReference> references, TarWriter tar)
            throws IOException {
        addLayout(ImageJson.layoutIndex(index, references), tar);
        addBlobFolders(tar);
        tar.file(blob(Sha256.of(index)), index);
        for (AssembledImage image : images) {
            addManifestAndConfig(image, tar);
        }
    }

    private static void addLayout(byte[] index, TarWriter tar) throws IOException {
        tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        tar.file("index.json", index);
    }

    private static void addBlobFolders(TarWriter tar) throws IOException {
        tar.directory("blobs");
        tar.directory(BLOBS);
    }

    private static void addManifestAndConfig(AssembledImage image, TarWriter tar) throws IOException {
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
