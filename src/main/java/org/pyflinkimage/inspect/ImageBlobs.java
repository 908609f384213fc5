package org.pyflinkimage.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DamagedFile;

/** The blobs of an image as files of the store, from where it lies as far as they are not there yet. */
final class ImageBlobs {

    private final ImageSource source;
    private final ArtifactStore store;
    private final BuildLog log;

    ImageBlobs(ImageSource source, ArtifactStore store, BuildLog log) {
        this.source = source;
        this.store = store;
        this.log = log;
    }

    Path file(Descriptor blob) {
        return file(blob, received -> {});
    }

    /** In the same order. */
    List<Path> files(List<Descriptor> blobs) {
        long missing = blobs.stream()
                .filter(blob -> store.find(blob.digest(), blob.size()).isEmpty())
                .mapToLong(Descriptor::size)
                .sum();
        List<Path> files = new ArrayList<>();
        try (BuildLog.Progress progress = log.progress("Pulling", missing)) {
            blobs.forEach(blob -> files.add(file(blob, progress::advance)));
        }
        return files;
    }

    /** What was kept is looked at before it is used, and had anew where it was damaged since. */
    private Path file(Descriptor blob, LongConsumer received) {
        Path kept = put(blob, received);
        try {
            store.verify(kept, blob.digest());
            return kept;
        } catch (DamagedFile e) {
            log.detail("`%s` is had anew: %s".formatted(kept, e.reason()));
            store.discard(kept);
            return put(blob, received);
        }
    }

    private Path put(Descriptor blob, LongConsumer received) {
        return store.put(blob.digest(), blob.size(), file -> source.copy(blob, file, received));
    }
}
