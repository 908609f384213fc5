package org.pyflinkimage.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.layer.TarWriter;
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
    public static void write(AssembledImage image, List<String> references, Path file) {
        ArchiveFile.write(file, out -> writeTo(image, references, out));
    }

    /** Writes an archive to a stream and closes it. */
    static void writeTo(AssembledImage image, List<String> references, OutputStream out) throws IOException {
        List<String> layers =
                image.layers().stream().map(layer -> name(layer.digest())).toList();
        String config = image.configDigest().hex() + ".json";
        try (TarWriter tar = new TarWriter(out)) {
            tar.file("manifest.json", ImageJson.dockerManifest(config, references, layers));
            tar.file(config, image.config());
            for (Map.Entry<Sha256, Path> layer :
                    OciArchive.blobsOf(image.layers()).entrySet()) {
                tar.file(name(layer.getKey()), layer.getValue());
            }
        }
    }

    private static String name(Sha256 digest) {
        return digest.hex() + ".tar.gz";
    }
}
