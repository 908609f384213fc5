package org.pyflinkimage.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DamagedFile;

/** The blobs of an image as files of the store, from where it lies as far as they are not there yet. */
final class ImageBlobs {

    private static final long LARGEST_CONFIGURATION = 8L << 20;

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

    /** The image's configuration, as it is written. */
    JsonNode configuration(Descriptor config) throws IOException {
        if (config.size() > LARGEST_CONFIGURATION) {
            throw new RefusedImage("its configuration has %s bytes".formatted(config.size()));
        }
        return new ObjectMapper().readTree(Files.readAllBytes(file(config)));
    }

    /** Layers, of which those are had now that nobody has listed yet. In the same order. */
    List<LayerContent> layers(List<Descriptor> layers) {
        KeptLists lists = new KeptLists(store);
        List<Listed> listed = layers.stream()
                .map(layer -> new Listed(layer, lists.find(layer.digest()), lists))
                .toList();
        files(listed.stream()
                .filter(layer -> layer.list.isEmpty())
                .map(layer -> layer.descriptor)
                .toList());
        return List.copyOf(listed);
    }

    /** The files of blobs, in the same order, as they lie there: whoever reads one compares it with its sum. */
    List<Path> filesOf(List<Descriptor> blobs) {
        return files(blobs, this::put);
    }

    /** How many bytes the tar of a layer has, which is listed for it where that was not done yet. */
    long unpacked(Descriptor layer, Allowance allowance) throws IOException {
        Optional<byte[]> list = new KeptLists(store).find(layer.digest());
        if (list.isPresent()) {
            return LayerList.unpacked(list.get());
        }
        long before = allowance.unpackedLeft();
        layers(List.of(layer)).get(0).list(allowance, member -> {});
        return before - allowance.unpackedLeft();
    }

    /** A layer that is listed once, whichever image it is of. */
    private final class Listed implements LayerContent {

        private final Descriptor descriptor;
        private final Optional<byte[]> list;
        private final KeptLists lists;

        Listed(Descriptor descriptor, Optional<byte[]> list, KeptLists lists) {
            this.descriptor = descriptor;
            this.list = list;
            this.lists = lists;
        }

        @Override
        public void list(Allowance allowance, LayerMember.Taking members) throws IOException {
            if (list.isPresent()) {
                LayerList.read(list.get(), allowance, members);
            } else {
                lists.keep(descriptor.digest(), LayerList.write(LayerContent.of(blob()), allowance, members));
            }
        }

        @Override
        public Path blob() {
            return files(List.of(descriptor)).get(0);
        }
    }

    /** In the same order. */
    private List<Path> files(List<Descriptor> blobs) {
        return files(blobs, this::file);
    }

    /** Has a blob. */
    @FunctionalInterface
    private interface Having {
        Path file(Descriptor blob, LongConsumer received);
    }

    private List<Path> files(List<Descriptor> blobs, Having having) {
        List<Descriptor> lacking = blobs.stream()
                .filter(blob -> store.find(blob.digest(), blob.size()).isEmpty())
                .toList();
        if (lacking.isEmpty()) {
            return blobs.stream().map(blob -> having.file(blob, received -> {})).toList();
        }
        lacking.forEach(source::require);
        long missing = lacking.stream().mapToLong(Descriptor::size).sum();
        List<Path> files = new ArrayList<>();
        try (BuildLog.Progress progress = log.progress(source.verb(), missing)) {
            blobs.forEach(blob -> files.add(having.file(blob, progress::advance)));
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
