package org.pyflinkimage.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.TarWriter;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.Sha256;

/**
 * An image as one tar: small entries first, which name every layer by its digest, then the layers.
 *
 * @param head adds the small entries
 * @param layers by their names in the tar, each once
 */
record LayeredArchive(Head head, Map<String, Layer> layers) {

    /** Adds entries to a tar. */
    @FunctionalInterface
    interface Head {
        void addTo(TarWriter tar) throws IOException;
    }

    /** An archive of these layers. */
    static LayeredArchive of(List<Layer> layers, Function<Sha256, String> names, Head head) {
        Map<String, Layer> byName = new LinkedHashMap<>();
        layers.forEach(layer -> byName.putIfAbsent(names.apply(layer.digest()), layer));
        return new LayeredArchive(head, byName);
    }

    /** Writes the archive, unless the file is this archive already. */
    void write(Path file) {
        // The small entries name all that follows by digest.
        ArchiveStamp stamp = new ArchiveStamp(file, Sha256.of(headBytes()));
        if (stamp.holds()) {
            WholeFile.at(file).sweep();
        } else {
            ArchiveFile.write(file, this::writeTo);
            stamp.set();
        }
    }

    /** Writes the archive to a stream and closes it. */
    void writeTo(OutputStream out) throws IOException {
        try (TarWriter tar = new TarWriter(out)) {
            head.addTo(tar);
            for (Map.Entry<String, Layer> layer : layers.entrySet()) {
                tar.file(layer.getKey(), layer.getValue());
            }
        }
    }

    // The writer is left open on purpose: closing it would end the tar.
    @SuppressWarnings("resource")
    private byte[] headBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            head.addTo(new TarWriter(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
