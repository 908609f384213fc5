package org.pyflinkimage.build.layout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.jar.ClassDepth;
import org.pyflinkimage.jar.JarReader;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.JarReadingForm;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Interruption;
import org.pyflinkimage.system.ParallelWork;
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

    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    /** Of copies of a base's jars that lie on the disk at a time, in bytes; of more jars the layers are unpacked once more. */
    private static final long COPIED_AT_MOST = JarReader.UNPACKED_AT_MOST;

    /**
     * A jar, and what is asked of it.
     *
     * @param depth how far it is read
     */
    record Wanted(Content jar, ClassDepth depth) {

        private String key() {
            return FORM + Sha256.of(depth + " " + jar.identity()).hex();
        }

        private long size() {
            return jar.size();
        }
    }

    private final ArtifactStore store;
    private final ParallelWork work = new ParallelWork("pyflink-jars", THREADS);
    private final Set<Content> unread = ConcurrentHashMap.newKeySet();
    private final Set<Content> large = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isShort = new AtomicBoolean();

    public JarReadings(ArtifactStore store) {
        this.store = store;
    }

    /** What jars say, in their order; nothing of one that there is no room to look into: no build ends for that. */
    List<JarReading> of(List<Wanted> jars) {
        batches(jars).forEach(batch -> unlessShort(batch, () -> readTogether(batch)));
        return work.results(jars, Wanted::size, this::of);
    }

    /** Those that lie in a base and are not known, with as many bytes as are copied at a time. */
    private List<List<Wanted>> batches(List<Wanted> jars) {
        List<List<Wanted>> batches = new ArrayList<>();
        long left = 0;
        for (Wanted wanted : jars) {
            if (!(wanted.jar() instanceof Content.Below)
                    || store.findDerived(KIND, wanted.key()).isPresent()) {
                continue;
            }
            if (wanted.size() > JarReader.UNPACKED_AT_MOST) {
                unread.add(wanted.jar()); // Nor would it be read when it is copied out of its layer.
                large.add(wanted.jar());
                continue;
            }
            if (batches.isEmpty() || wanted.size() > left) {
                batches.add(new ArrayList<>());
                left = COPIED_AT_MOST;
            }
            left -= wanted.size();
            batches.get(batches.size() - 1).add(wanted);
        }
        return batches;
    }

    /** Reads jars of a base, for all of which its layers are unpacked once. */
    private List<Optional<Path>> readTogether(List<Wanted> batch) {
        try (Scratch scratch = store.scratch()) {
            Map<Content.Below.Opening, Path> copies = new LinkedHashMap<>();
            for (Wanted wanted : batch) {
                copies.put(openingOf(wanted), scratch.resolve("jar" + copies.size()));
            }
            copy(copies, scratch);
            return work.results(batch, Wanted::size, wanted -> {
                Path copy = Objects.requireNonNull(copies.get(openingOf(wanted)));
                return unlessShort(List.of(wanted), () -> kept(wanted, () -> reading(copy, wanted.depth())));
            });
        }
    }

    private static Content.Below.Opening openingOf(Wanted wanted) {
        return ((Content.Below) wanted.jar()).opening();
    }

    private static void copy(Map<Content.Below.Opening, Path> copies, Scratch scratch) {
        try {
            copies.keySet().iterator().next().copy(copies);
        } catch (IOException e) {
            throw DiskFailure.temporary(scratch.folder(), e).toException(e);
        }
    }

    private JarReading of(Wanted wanted) {
        return unread.contains(wanted.jar())
                ? JarReading.unread()
                : unlessShort(List.of(wanted), () -> kept(wanted, () -> readingOf(wanted)))
                        .map(JarReadings::readKept)
                        .orElseGet(JarReading::unread);
    }

    /** Does without jars that there is no room for, or whose layer is not what it was when the base was looked into. */
    private <T> Optional<T> unlessShort(List<Wanted> jars, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (PyFlinkException e) {
            if (!e.problems().stream().allMatch(JarReadings::isOfToday)) {
                throw e;
            }
            jars.forEach(wanted -> unread.add(wanted.jar()));
            isShort.set(true);
            return Optional.empty();
        }
    }

    /** Whether some jar was not read that is tomorrow, so that what was found of all of them holds for today alone. */
    public boolean areShort() {
        return isShort.get();
    }

    /** Whether a jar is larger than is read, today and tomorrow. */
    boolean isTooLarge(Content jar) {
        return large.contains(jar);
    }

    private static boolean isOfToday(Problem problem) {
        return ArtifactStore.NOT_TAKEN.contains(problem.code())
                || problem.code().equals("PYF-522")
                || problem.code().equals("PYF-338");
    }

    private Path kept(Wanted wanted, Reading reading) {
        String key = wanted.key();
        return store.derived(
                KIND, key, target -> Files.write(target, Sealed.seal(key, JarReadingForm.write(reading.read()))));
    }

    private static JarReading readKept(Path kept) {
        try {
            return JarReadingForm.read(Sealed.read(kept));
        } catch (IOException e) {
            throw DamagedFile.by(kept, e);
        }
    }

    /** Reads a jar. */
    @FunctionalInterface
    private interface Reading {
        JarReading read() throws IOException;
    }

    private JarReading readingOf(Wanted wanted) throws IOException {
        try (Scratch scratch = Scratch.create()) {
            Path file = scratch.resolve("jar");
            // All of it is read once, and so compared with its sum.
            try (InputStream bytes = new Interruptible(wanted.jar().open())) {
                Files.copy(bytes, file);
            }
            return reading(file, wanted.depth());
        }
    }

    private static JarReading reading(Path file, ClassDepth depth) throws IOException {
        return JarReader.read(file, depth, Interruption::requireNone);
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
