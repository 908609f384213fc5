package org.pyflinkimage.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.value.Sha256;

/**
 * An image whose parts are all there: config, layers and the manifest that binds them. The same in every archive and registry.
 *
 * @param layers from the lowest
 * @param base whose layers are below the others; empty where all of them are this image's own
 */
public record AssembledImage(ImageConfiguration configuration, List<Layer> layers, Optional<ImageBase> base) {

    /** What runs containers takes no more. */
    public static final int MOST_LAYERS = 127;

    public AssembledImage {
        layers = List.copyOf(layers);
    }

    /** The config: the JSON that container engines run the image by. */
    public byte[] config() {
        return ImageJson.config(this);
    }

    /** The OCI manifest, a JSON. */
    public byte[] manifest() {
        return ImageJson.manifest(this);
    }

    /** The config's sum, which Docker and podman call the image's id. */
    public Sha256 configDigest() {
        return Sha256.of(config());
    }

    /** The manifest's sum, which names this image and no other. */
    public Sha256 digest() {
        return Sha256.of(manifest());
    }

    /** The bytes that a registry keeps: config and layers. */
    public long size() {
        return config().length + layers.stream().mapToLong(Layer::size).sum();
    }

    /** The bytes of the layers' tars. */
    public long unpackedSize() {
        return layers.stream().mapToLong(Layer::unpackedSize).sum();
    }

    /** The layers whose blobs differ: each once, also where two layers are the same. */
    List<Layer> layersByDigest() {
        Map<Sha256, Layer> byDigest = new LinkedHashMap<>();
        layers.forEach(layer -> byDigest.putIfAbsent(layer.digest(), layer));
        return List.copyOf(byDigest.values());
    }
}
