package org.pyflinkimage.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.pyflinkimage.layer.TarWriter;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/** An image as one file, in the form that {@code docker load} has always read. */
public final class DockerArchive {

    private DockerArchive() {}

    /**
     * Writes an archive, the same bytes for the same image and references.
     *
     * @param references the image's full names, at least one
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-821} where the file cannot be written
     */
    public static void write(AssembledImage image, List<ImageReference> references, Path file) {
        of(image, references).write(file);
    }

    /** Writes an archive to a stream and closes it. */
    static void writeTo(AssembledImage image, List<ImageReference> references, OutputStream out) throws IOException {
        of(image, references).writeTo(out);
    }

    private static LayeredArchive of(AssembledImage image, List<ImageReference> references) {
        return LayeredArchive.of(image.layers(), DockerArchive::name, tar -> addHead(image, references, tar));
    }

    private static void addHead(AssembledImage image, List<ImageReference> references, TarWriter tar)
            throws IOException {
        List<String> layers =
                image.layers().stream().map(layer -> name(layer.digest())).toList();
        String config = image.configDigest().hex() + ".json";
        tar.file("manifest.json", ImageJson.dockerManifest(config, references, layers));
        tar.file(config, image.config());
    }

    private static String name(Sha256 digest) {
        return digest.hex() + ".tar.gz";
    }
}
