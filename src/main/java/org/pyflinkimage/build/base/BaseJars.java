package org.pyflinkimage.build.base;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.UnixPath;

/** The jars of a base, which those of the image are held against. */
record BaseJars(ImageView view) {

    static boolean isOne(UnixPath path) {
        return path.name().endsWith(".jar");
    }

    /** One of them. */
    Content.Below.Opening at(UnixPath path) {
        return new Jar(view, path);
    }

    private record Jar(ImageView view, UnixPath path) implements Content.Below.Opening {

        /** Copied out of its layer for as long as the stream is open. */
        @Override
        public InputStream open() throws IOException {
            Scratch scratch = Scratch.create();
            try {
                Path copy = scratch.resolve("jar");
                view.copy(Map.of(path, copy));
                return new Copied(Files.newInputStream(copy), scratch);
            } catch (IOException | RuntimeException e) {
                scratch.close();
                throw e;
            }
        }

        @Override
        public void copy(Map<Content.Below.Opening, Path> targets) throws IOException {
            Map<UnixPath, Path> copies = new TreeMap<>();
            targets.forEach((jar, target) -> copies.put(((Jar) jar).path(), target));
            view.copy(copies);
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
