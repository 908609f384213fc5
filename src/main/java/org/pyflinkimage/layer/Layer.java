package org.pyflinkimage.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.Sha256;

/**
 * A layer of an image: a tar, and its compressed form that lies in the store.
 *
 * @param blob the compressed tar; never changed once it is there
 * @param digest the sum of the blob
 * @param diffId the sum of the tar
 * @param size the blob's bytes
 * @param unpackedSize the tar's bytes
 */
public record Layer(
        LayerName name,
        Path blob,
        Sha256 digest,
        Sha256 diffId,
        long size,
        long unpackedSize,
        Compression compression) {

    /** A layer as this plugin makes them. */
    public Layer(LayerName name, Path blob, Sha256 digest, Sha256 diffId, long size, long unpackedSize) {
        this(name, blob, digest, diffId, size, unpackedSize, Compression.GZIP);
    }

    private static final int COPIED_AT_ONCE = 1 << 18;

    /**
     * Writes the blob.
     *
     * @throws org.pyflinkimage.value.DamagedFile where it is not what it was, at the latest before its last bytes are written
     */
    public void copyTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[COPIED_AT_ONCE];
        try (InputStream bytes = new Content.Stored(blob, 0, size, digest.hex()).open()) {
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }
}
