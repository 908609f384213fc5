package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/**
 * Work that uses files of the store, and begins anew where one of them turns out to be damaged: without it, so that it is made or
 * fetched again. All else is there already, and a file that is damaged a second time ends the work.
 *
 * @param store that the work uses
 */
record Mending(ArtifactStore store, BuildLog log) {

    /** What the work comes to. */
    <T> T run(Supplier<T> work) {
        Set<Path> mended = new HashSet<>();
        while (true) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                List<DamagedFile> damaged = DamagedFile.in(e);
                if (damaged.isEmpty() || !damaged.stream().allMatch(file -> isNew(file, mended) && isDiscarded(file))) {
                    throw e;
                }
            }
        }
    }

    private static boolean isNew(DamagedFile damaged, Set<Path> mended) {
        return mended.add(damaged.file());
    }

    private boolean isDiscarded(DamagedFile damaged) {
        boolean discarded = store.discard(damaged.file());
        if (discarded) {
            log.warn(Problem.environment("PYF-537", "`%s` is made or fetched again".formatted(damaged.file()))
                    .why("it was damaged: " + damaged.reason())
                    .withSeverity(Severity.WARNING));
        }
        return discarded;
    }
}
