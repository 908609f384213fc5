package org.pyflinkimage.build.layout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.jar.ClassDepth;
import org.pyflinkimage.jar.JarReader;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.JarReadingForm;
import org.pyflinkimage.system.Interruption;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/** What jars say of themselves, read once for all builds that share a store: all of a jar has to be inflated for it. */
public final class JarReadings {

    /** What readings are kept under in the store. */
    static final String KIND = "jar";

    /** Grows with every change of what is kept, or of what is read from a jar. */
    static final String FORM = "4-";

    private final ArtifactStore store;
    private final AtomicBoolean isShort = new AtomicBoolean();

    public JarReadings(ArtifactStore store) {
        this.store = store;
    }

    /** What a jar says; nothing where there is no room to look into it: no build ends for that. */
    JarReading of(Content jar, ClassDepth depth) {
        if (jar instanceof Content.Below && jar.size() > JarReader.UNPACKED_AT_MOST) {
            return JarReading.unread(); // Nor would it be read when it is copied out of its layer.
        }
        try {
            return read(jar, depth);
        } catch (PyFlinkException e) {
            if (e.problems().stream().allMatch(JarReadings::isOfDisks)) {
                isShort.set(true);
                return JarReading.unread();
            }
            throw e;
        }
    }

    /** Whether there was no room for some jar, so that what was found of all of them holds for today alone. */
    public boolean areShort() {
        return isShort.get();
    }

    private static boolean isOfDisks(Problem problem) {
        return ArtifactStore.NOT_TAKEN.contains(problem.code())
                || problem.code().equals("PYF-522");
    }

    private JarReading read(Content jar, ClassDepth depth) {
        String key = FORM + Sha256.of(depth + " " + jar.identity()).hex();
        Path kept = store.derived(KIND, key, target -> Files.write(target, Sealed.seal(key, written(jar, depth))));
        try {
            return JarReadingForm.read(Sealed.read(kept));
        } catch (IOException e) {
            throw DamagedFile.by(kept, e);
        }
    }

    private static byte[] written(Content jar, ClassDepth depth) throws IOException {
        try (Scratch scratch = Scratch.create()) {
            Path file = scratch.resolve("jar");
            // All of it is read once, and so compared with its sum.
            try (InputStream bytes = new Interruptible(jar.open())) {
                Files.copy(bytes, file);
            }
            return JarReadingForm.write(JarReader.read(file, depth, Interruption::requireNone));
        }
    }

    /** A large jar takes seconds; it is copied many bytes at a time. */
    private static final class Interruptible extends FilterInputStream {

        private Interruptible(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Interruption.requireNone();
            return super.read(bytes, offset, length);
        }
    }
}
