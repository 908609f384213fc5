package org.pyflinkimage.layer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** Adds a copy of a file of the build machine. */
    public void file(String name, Path file) throws IOException {
        long size = Files.size(file);
        out.write(TarHeader.of(TarEntry.file(name, size)));
        if (copy(file) != size) {
            throw new IOException("changed while it was read: " + file);
        }
        out.write(new byte[TarHeader.padding(size)]);
    }

    private long copy(Path file) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long copied = 0;
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                out.write(buffer, 0, count);
                copied += count;
            }
        }
        return copied;
    }

    /** Ends the tar and closes the stream below. */
    @Override
    public void close() throws IOException {
        try (out) {
            out.write(TarHeader.end());
        }
    }
}
