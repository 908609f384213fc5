package org.pyflinkimage.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.TarWriter;
import org.pyflinkimage.value.Sha256;

/**
 * An image as one tar: small entries first, which name every layer by its digest, then the layers.
 *
 * @param head adds the small entries
 * @param layers by their names in the tar, each once
 */
record LayeredArchive(Head head, Map<String, Layer> layers) {

    private static final int BLOCK = 512;

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
        if (!isWrittenIn(file)) {
            ArchiveFile.write(file, this::writeTo);
        }
    }

    /** Writes the archive to a stream and closes it. */
    void writeTo(OutputStream out) throws IOException {
        try (TarWriter tar = new TarWriter(out)) {
            head.addTo(tar);
            for (Map.Entry<String, Layer> layer : layers.entrySet()) {
                tar.file(layer.getKey(), layer.getValue().blob());
            }
        }
    }

    /**
     * Whether the file begins with the same entries and is as long. It appeared whole under its name, and its beginning names all
     * that follows by digest, so hundreds of megabytes need not be read to know.
     */
    private boolean isWrittenIn(Path file) {
        byte[] expected = headBytes();
        try (InputStream stream = Files.newInputStream(file)) {
            return Files.size(file) == expected.length + sizeAfterHead()
                    && Arrays.equals(stream.readNBytes(expected.length), expected);
        } catch (IOException e) {
            return false;
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

    private long sizeAfterHead() {
        long size = 2L * BLOCK;
        for (Layer layer : layers.values()) {
            size += BLOCK + (layer.size() + BLOCK - 1) / BLOCK * BLOCK;
        }
        return size;
    }
}
