package org.pyflinkimage.build.base;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.UnixPath;

/** The jars of a base, which those of the image are held against. */
record BaseJars(ImageView view) {

    static boolean isOne(UnixPath path) {
        return path.name().endsWith(".jar");
    }

    /** The bytes of one, copied out of its layer for as long as the stream is open. */
    InputStream open(UnixPath path) throws IOException {
        Scratch scratch = Scratch.create();
        try {
            Path copy = scratch.resolve("jar");
            if (!view.copy(path, copy)) {
                throw new NoSuchFileException(path.value());
            }
            return new Copied(Files.newInputStream(copy), scratch);
        } catch (IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** A stream whose file goes with it. */
    private static final class Copied extends FilterInputStream {

        private final Scratch scratch;

        private Copied(InputStream file, Scratch scratch) {
            super(file);
            this.scratch = scratch;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                scratch.close();
            }
        }
    }
}
