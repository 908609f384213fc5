package org.pyflinkimage.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pyflinkimage.build.store.Cleaning;
import org.pyflinkimage.build.store.StoreInventory;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.KeptFile;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Sizes;

/** What is done with a store where nothing is built: it is checked, pruned or emptied, and what it keeps is told. */
public final class StoreCare {

    private static final String IMAGE = KeptFile.derived(RememberedLayers.KIND);

    private final FileArtifactStore store;
    private final StoreLimit limit;
    private final BuildLog log;
    private final Consumer<String> out;

    /**
     * What is to be done, in this order.
     *
     * @param verify whether all is compared with its sums, and what is damaged deleted
     * @param prune whether it is brought to its limit
     * @param empty whether all is deleted
     * @param verbose whether each image's layers are told
     */
    public record Order(boolean verify, boolean prune, boolean empty, boolean verbose) {}

    private StoreCare(FileArtifactStore store, StoreLimit limit, BuildLog log, Consumer<String> out) {
        this.store = store;
        this.limit = limit;
        this.log = log;
        this.out = out;
    }

    /**
     * The care of a store.
     *
     * @param folder of the store; empty for the usual one
     * @param out gets the lines that are told
     */
    public static StoreCare of(Optional<Path> folder, StoreLimit limit, BuildLog log, Consumer<String> out) {
        FileArtifactStore store =
                new FileArtifactStore(folder.orElseGet(() -> FileArtifactStore.usualFolder(Environment.ofProcess())));
        return new StoreCare(store, limit, log, out);
    }

    /**
     * Does what is ordered.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-538}, {@code PYF-547} where there is no store to be read
     */
    public void take(Order order) {
        if (!Files.exists(store.folder())) {
            out.accept("There is no store: nothing lies at " + store.folder());
            return;
        }
        Cleaning cleaning = new Cleaning(store, limit, log, out);
        if (order.verify()) {
            cleaning.verify();
        }
        if (order.empty()) {
            cleaning.empty();
        } else if (order.prune()) {
            cleaning.prune();
        }
        tell(store.contents(), order.verbose());
    }

    private void tell(List<KeptFile> files, boolean verbose) {
        out.accept("%s keeps %s (limit: %s)"
                .formatted(store.folder(), Sizes.text(StoreInventory.sizeOf(files)), limit.text()));
        StoreInventory.of(files).lines().forEach(out);
        if (verbose) {
            files.stream()
                    .filter(file -> file.kind().equals(IMAGE))
                    .sorted(Comparator.comparing(KeptFile::lastUse).reversed().thenComparing(KeptFile::name))
                    .forEach(this::tellImage);
        }
    }

    private void tellImage(KeptFile file) {
        RememberedLayers.page(file.file()).ifPresent(page -> {
            out.accept("");
            out.accept("  %s, used last %s".formatted(page.title(), StoreInventory.time(file.lastUse())));
            page.layers()
                    .forEach(layer ->
                            out.accept("    %-44s %12s".formatted(layer.name().title(), Sizes.text(layer.size()))));
        });
    }
}
