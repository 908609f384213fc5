package org.pyflinkimage.build.store;

import java.util.Optional;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sizes;

/** Brings a store to its limit once a build has ended well: never what that build has used, and only where no other one runs. */
public record Upkeep(FileArtifactStore store, StoreLimit limit, BuildLog log) {

    /** Does so, and tells what went; whatever is in the way, the next build's is tried again. */
    public void afterBuild() {
        try {
            if (isNeeded()) {
                store.alone(() -> Pruning.toLimit(store, limit))
                        .flatMap(this::line)
                        .ifPresent(log::note);
            }
        } catch (PyFlinkException e) {
            if (e.isInterruption()) {
                throw e;
            }
            log.detail("The store is left as large as it is: " + e.getMessage());
        }
    }

    private boolean isNeeded() {
        return !limit.equals(StoreLimit.NONE) && limit.isBelow(StoreInventory.sizeOf(store.contents()));
    }

    private Optional<String> line(Pruned pruned) {
        if (!pruned.gone().isEmpty()) {
            return Optional.of("The store was larger than %s: %s".formatted(limit.text(), pruned));
        }
        return limit.isBelow(pruned.left())
                ? Optional.of("The store has %s, more than its limit of %s; this build uses all of that"
                        .formatted(Sizes.text(pruned.left()), limit.text()))
                : Optional.empty();
    }
}
