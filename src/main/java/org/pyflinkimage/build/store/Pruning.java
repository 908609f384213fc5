package org.pyflinkimage.build.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.KeptFile;
import org.pyflinkimage.resolve.uv.KeptUv;
import org.pyflinkimage.spec.StoreLimit;

/** Deletes what a store keeps. Only for who is {@linkplain FileArtifactStore#alone alone} with it. */
final class Pruning {

    private final FileArtifactStore store;
    private final List<KeptFile> gone = new ArrayList<>();

    private Pruning(FileArtifactStore store) {
        this.store = store;
    }

    /** Brings a store to its limit, as far as what was used through this very object allows it, and the pinned uv. */
    static Pruned toLimit(FileArtifactStore store, StoreLimit limit) {
        Set<Path> used = store.used();
        Set<String> staying = KeptUv.names();
        return new Pruning(store)
                .delete(
                        limit::isBelow,
                        entry -> entry.files().stream()
                                .noneMatch(file -> used.contains(file.file()) || staying.contains(file.name())));
    }

    /** Deletes all. */
    static Pruned empty(FileArtifactStore store) {
        return new Pruning(store).delete(size -> true, entry -> true);
    }

    /** Deletes some files, and what belongs to them. */
    static Pruned without(FileArtifactStore store, Collection<Path> files) {
        return new Pruning(store)
                .delete(size -> true, entry -> entry.files().stream().anyMatch(file -> files.contains(file.file())));
    }

    /** @param goesOn whether more goes, by the bytes that are left */
    private Pruned delete(LongPredicate goesOn, Predicate<Entry> deletable) {
        List<KeptFile> all = store.contents();
        long size = StoreInventory.sizeOf(all);
        List<Entry> inOrder = Entry.of(all).stream()
                .filter(deletable)
                .sorted(Entry.LEAST_MISSED)
                .toList();
        for (Entry entry : inOrder) {
            if (goesOn.test(size)) {
                size -= deleted(entry);
            }
        }
        return new Pruned(gone, size);
    }

    private long deleted(Entry entry) {
        List<KeptFile> deleted = entry.files().stream()
                .filter(file -> store.discard(file.file()))
                .toList();
        gone.addAll(deleted);
        return StoreInventory.sizeOf(deleted);
    }
}
