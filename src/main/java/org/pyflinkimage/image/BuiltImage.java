package org.pyflinkimage.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Sha256;

/**
 * What was built for one combination.
 *
 * @param reference the image's first full reference
 * @param digest of the manifest
 * @param archive the image as one file, where one was asked for
 * @param size in bytes, as pushed
 * @param unpackedSize in bytes
 * @param layers from the lowest
 */
public record BuiltImage(
        Combination combination,
        String reference,
        Sha256 digest,
        Optional<Path> archive,
        long size,
        long unpackedSize,
        List<Layer> layers) {
    public BuiltImage {
        layers = List.copyOf(layers);
    }
}
