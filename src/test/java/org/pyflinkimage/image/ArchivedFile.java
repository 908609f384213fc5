package org.pyflinkimage.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.pyflinkimage.value.Sha256;

/**
 * A file of an image's archive.
 *
 * @param bytes none for a layer, which may be large
 * @param layer what is in it, for a layer
 */
@SuppressWarnings("ArrayRecordComponent") // looked into, never compared
record ArchivedFile(Sha256 digest, long size, byte[] bytes, Optional<LayerContents> layer) {

    private static final int GZIP = 0x1f8b;

    /** Reads a file to its end. */
    static ArchivedFile read(InputStream stream, long size) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        InputStream in = new BufferedInputStream(new DigestInputStream(stream, digest));
        Optional<LayerContents> layer = isCompressed(in) ? Optional.of(LayerContents.read(in)) : Optional.empty();
        byte[] bytes = in.readAllBytes();
        return new ArchivedFile(Sha256.finish(digest), size, bytes, layer);
    }

    private static boolean isCompressed(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP;
    }
}
