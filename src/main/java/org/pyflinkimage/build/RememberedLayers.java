package org.pyflinkimage.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.Sha256;

/** The layers of images built before, found again by {@link ImageKey}: an unchanged image is not laid out once more. */
final class RememberedLayers {

    private static final String KIND = "image";
    private static final String SEPARATOR = "\t";

    private final ArtifactStore store;

    RememberedLayers(ArtifactStore store) {
        this.store = store;
    }

    /** The layers of the image with this key; empty where none was kept, or a blob was deleted from the store since. */
    Optional<List<Layer>> find(ImageKey key) {
        return store.findDerived(KIND, key.sum().hex()).flatMap(this::read);
    }

    /** Keeps an image's layers, from the lowest. */
    void keep(ImageKey key, List<Layer> layers) {
        String text = layers.stream().map(RememberedLayers::lineOf).collect(Collectors.joining());
        store.derived(KIND, key.sum().hex(), file -> Files.writeString(file, text));
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
            List<Layer> layers = new ArrayList<>();
            for (String line : Files.readAllLines(kept)) {
                layers.add(layerOf(line.split(SEPARATOR, 6)));
            }
            return layers.isEmpty() ? Optional.empty() : Optional.of(layers);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Layer layerOf(String[] parts) throws IOException {
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
