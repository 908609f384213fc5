package org.pyflinkimage.layer;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** A plain tar of directories and files that belong to root, the same bytes for the same calls; image archives are written with it. */
public final class TarWriter implements Closeable {

    private final OutputStream out;

    /** @param out closed with this writer */
    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Adds a directory. */
    public void directory(String name) throws IOException {
        out.write(TarHeader.of(TarEntry.directory(name)));
    }

    /** Adds a file with these bytes. */
    public void file(String name, byte[] bytes) throws IOException {
        out.write(TarHeader.of(TarEntry.file(name, bytes.length)));
        out.write(bytes);
        out.write(new byte[TarHeader.padding(bytes.length)]);
    }

    /**
     * Adds a layer's blob.
     *
     * @throws org.pyflinkimage.value.DamagedFile where it is not what it was
     */
    public void file(String name, Layer layer) throws IOException {
        out.write(TarHeader.of(TarEntry.file(name, layer.size())));
        layer.copyTo(out);
        out.write(new byte[TarHeader.padding(layer.size())]);
    }

    /** Ends the tar and closes the stream below. */
    @Override
    public void close() throws IOException {
        try (out) {
            out.write(TarHeader.end());
        }
    }
}
