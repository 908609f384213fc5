package org.pyflinkimage.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/** The layers of images built before, found again by {@link ImageKey}: an unchanged image is not laid out once more. */
final class RememberedLayers {

    private static final String KIND = "image";
    private static final String SEPARATOR = "\t";
    private static final int PARTS = 6;

    /** What a disk says that is full, forbidden, broken, or no folder. */
    private static final Set<String> NOT_TAKEN = Set.of("PYF-506", "PYF-507", "PYF-508", "PYF-538");

    private final ArtifactStore store;
    private final BuildLog log;

    RememberedLayers(ArtifactStore store, BuildLog log) {
        this.store = store;
        this.log = log;
    }

    /** The layers of the image with this key; empty where none was kept, or one of them is gone or damaged since. */
    Optional<List<Layer>> find(ImageKey key) {
        return store.findDerived(KIND, key.sum().hex()).flatMap(this::read);
    }

    /** Keeps an image's layers, from the lowest; where the store takes nothing, the image is laid out again the next time. */
    void keep(ImageKey key, List<Layer> layers) {
        String name = key.sum().hex();
        String text = layers.stream().map(RememberedLayers::lineOf).collect(Collectors.joining());
        try {
            // What is there is damaged, or of layers that are gone.
            store.findDerived(KIND, name).ifPresent(store::discard);
            byte[] whole = Sealed.seal(name, text.getBytes(StandardCharsets.UTF_8));
            store.derived(KIND, name, file -> Files.write(file, whole));
        } catch (PyFlinkException e) {
            if (!e.isOnly(NOT_TAKEN)) {
                throw e;
            }
            log.detail("The image is not remembered: " + e.getMessage());
        }
    }

    private static String lineOf(Layer layer) {
        return String.join(
                        SEPARATOR,
                        layer.name().name(),
                        layer.digest().hex(),
                        layer.diffId().hex(),
                        Long.toString(layer.size()),
                        Long.toString(layer.unpackedSize()),
                        String.valueOf(layer.blob().getFileName()))
                + "\n";
    }

    private Optional<List<Layer>> read(Path kept) {
        try {
            byte[] lines = Sealed.open(String.valueOf(kept.getFileName()), Files.readAllBytes(kept))
                    .orElseThrow(() -> new IOException("damaged: " + kept));
            List<Layer> layers = new ArrayList<>();
            for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
                layers.add(layerOf(line.split(SEPARATOR, PARTS)));
            }
            return layers.isEmpty() ? Optional.empty() : Optional.of(layers);
        } catch (IOException | IllegalArgumentException | NoSuchElementException e) {
            log.detail("The image is laid out again: " + e);
            return Optional.empty();
        }
    }

    private Layer layerOf(String[] parts) throws IOException {
        if (parts.length < PARTS) {
            throw new IOException("a layer of %s parts".formatted(parts.length));
        }
        Path blob = store.findDerived(LayerBuilder.KIND, parts[5]).orElseThrow();
        long size = Long.parseLong(parts[3]);
        if (Files.size(blob) != size) {
            throw new IOException("damaged: " + blob);
        }
        return new Layer(
                LayerName.valueOf(parts[0]),
                blob,
                new Sha256(parts[1]),
                new Sha256(parts[2]),
                size,
                Long.parseLong(parts[4]));
    }
}
