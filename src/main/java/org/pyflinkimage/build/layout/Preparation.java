package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.pyflinkimage.debian.DebFile;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.ByKind;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.python.StandaloneArchive;
import org.pyflinkimage.python.WheelFile;
import org.pyflinkimage.system.ArrivingWork;
import org.pyflinkimage.system.SharedBudget;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Turns fetched artifacts into the forms that are laid out quickly: packages are checked and packed, wheels checked and indexed,
 * once for every build that shares the store.
 */
public final class Preparation {

    static final String DEB = "deb";
    static final String INTERPRETER = "interpreter";
    static final String WHEEL = "wheel";
    static final String SDIST = "sdist";

    /** Grows with every change of what {@link DebFile#pack} writes. */
    static final String DEB_FORM = "3-";

    /** Grows with every change of what {@link StandaloneArchive#pack} writes. */
    static final String INTERPRETER_FORM = "2-";

    /** How much longer a byte of these takes; by how much more does not matter, only that the largest are begun first. */
    private static final long DEFLATED_ANEW = 10;

    /**
     * In MiB, for all packages of all builds of this process: one may ask for as much as {@code DebFile} lets it, and four may be what
     * {@code xz -9} has packed, each with 65; the usual one has 9.
     */
    private static final SharedBudget MEMORY = new SharedBudget(DebFile.MEMORY_AT_MOST + 4);

    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final ArtifactStore store;
    private final BuildLog log;

    public Preparation(ArtifactStore store, BuildLog log) {
        this.store = store;
        this.log = log;
    }

    /**
     * The forms that fetched artifacts are laid out from.
     *
     * @param files the fetched artifacts
     * @throws PyFlinkException with the problems of all artifacts that are not what they say they are
     */
    public PreparedFiles prepare(Map<LockedArtifact, Path> files) {
        return prepare(files.keySet(), true, arrived -> {
            arrived.accept(files);
            return files;
        });
    }

    /** Brings artifacts. */
    @FunctionalInterface
    public interface Bringing {

        /**
         * The files of all.
         *
         * @param arrived is given each as soon as it is there, by whichever thread
         */
        Map<LockedArtifact, Path> bring(Consumer<Map<LockedArtifact, Path>> arrived);
    }

    /**
     * The same, of artifacts that are still to come: what is there is prepared while the others are on their way.
     *
     * @param mayHaveBuilder whether the image could be built from a Dockerfile, so that a builder is a way out
     * @throws PyFlinkException what bringing them throws, and nothing of what was prepared meanwhile
     */
    public PreparedFiles prepare(Collection<LockedArtifact> artifacts, boolean mayHaveBuilder, Bringing bringing) {
        long total = artifacts.stream().mapToLong(LockedArtifact::size).sum();
        Map<LockedArtifact, PreparedFiles.Files> prepared = new HashMap<>();
        try (LateProgress progress = new LateProgress(log, "Unpacking packages", total);
                ArrivingWork<Map.Entry<LockedArtifact, Path>, PreparedFiles.Files> work = new ArrivingWork<>(
                        "pyflink-prepare",
                        THREADS,
                        fetched -> effort(fetched.getKey()),
                        fetched -> prepare(fetched, mayHaveBuilder, progress))) {
            List<Map.Entry<LockedArtifact, Path>> all = entries(bringing.bring(files -> {
                if (!files.isEmpty()) {
                    progress.begin();
                    work.put(entries(files));
                }
            }));
            List<PreparedFiles.Files> results = work.results(all);
            for (int i = 0; i < all.size(); i++) {
                prepared.put(all.get(i).getKey(), results.get(i));
            }
        }
        return new PreparedFiles(prepared);
    }

    private static List<Map.Entry<LockedArtifact, Path>> entries(Map<LockedArtifact, Path> files) {
        return files.entrySet().stream()
                .map(file -> Map.entry(file.getKey(), file.getValue()))
                .toList();
    }

    /** Files of what is compressed as a whole are deflated anew, one by one, and that takes longest: a JRE more than all else. */
    private static long effort(LockedArtifact artifact) {
        return artifact instanceof Deb || artifact instanceof Interpreter
                ? DEFLATED_ANEW * artifact.size()
                : artifact.size();
    }

    private PreparedFiles.Files prepare(
            Map.Entry<LockedArtifact, Path> fetched, boolean mayHaveBuilder, BuildLog.Progress progress) {
        LockedArtifact artifact = fetched.getKey();
        AtomicLong done = new AtomicLong();
        Path prepared = artifact.by(new Forms(fetched.getValue(), mayHaveBuilder, count -> {
            done.addAndGet(count);
            progress.advance(count);
        }));
        progress.advance(artifact.size() - done.get());
        return new PreparedFiles.Files(fetched.getValue(), prepared);
    }

    /** What files of each kind are laid out from. */
    private final class Forms implements ByKind<Path> {

        private final Path file;
        private final boolean mayHaveBuilder;
        private final LongConsumer read;

        Forms(Path file, boolean mayHaveBuilder, LongConsumer read) {
            this.file = file;
            this.mayHaveBuilder = mayHaveBuilder;
            this.read = read;
        }

        @Override
        public Path deb(Deb deb) {
            String key = DEB_FORM + deb.sha256().hex();
            return derived(DEB, key, deb, file, packed -> DebFile.pack(file, packed, key, read, Preparation::memory));
        }

        @Override
        public Path interpreter(Interpreter interpreter) {
            String key = INTERPRETER_FORM + interpreter.sha256().hex();
            return derived(INTERPRETER, key, interpreter, file, packed -> StandaloneArchive.pack(file, packed, key));
        }

        @Override
        public Path wheel(Wheel wheel) {
            String key = WheelFile.indexKey(wheel.sha256());
            return derived(WHEEL, key, wheel, file, index -> WheelFile.index(file, wheel.fileName(), index));
        }

        @Override
        public Path sdist(Sdist sdist) {
            String key = SdistForms.key(sdist);
            return derived(SDIST, key, sdist, file, packed -> pack(sdist, packed, key));
        }

        private void pack(Sdist sdist, Path packed, String key) throws IOException {
            new SdistForms(mayHaveBuilder).pack(sdist, file, packed, key);
        }

        @Override
        public Path jar(Jar jar) {
            return file;
        }
    }

    private static DebFile.Memory.Taken memory(int mebibytes) {
        return MEMORY.take(mebibytes)::giveBack;
    }

    /** What becomes of an artifact is made of the very bytes that are locked, however long they have been in the store. */
    private Path derived(String kind, String key, LockedArtifact artifact, Path file, ArtifactStore.FileWriter writer) {
        return store.derived(kind, key, target -> {
            store.verify(file, artifact.sha256());
            writer.write(target);
        });
    }
}
