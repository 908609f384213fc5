package org.pyflinkimage.build.store;

import java.util.List;
import java.util.stream.Collectors;
import org.pyflinkimage.fetch.KeptFile;
import org.pyflinkimage.value.Sizes;

/**
 * What was deleted from a store.
 *
 * @param left the bytes of what it still keeps
 */
public record Pruned(List<KeptFile> gone, long left) {

    public Pruned {
        gone = List.copyOf(gone);
    }

    /** {@code deleted 1.2 GB (derived/layer 1.1 GB, sha256 100.0 MB), it keeps 8.9 GB now}. */
    @Override
    public String toString() {
        String kinds = StoreInventory.of(gone).kinds().stream()
                .map(kind -> kind.name() + " " + Sizes.text(kind.size()))
                .collect(Collectors.joining(", ", " (", ")"));
        String all = gone.isEmpty() ? "nothing" : Sizes.text(StoreInventory.sizeOf(gone)) + kinds;
        return "deleted %s, it keeps %s now".formatted(all, Sizes.text(left));
    }
}
