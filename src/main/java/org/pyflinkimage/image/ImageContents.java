package org.pyflinkimage.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.value.Sha256;

/**
 * What is known of an image that another program made.
 *
 * @param digest of the manifest, where there is one
 * @param size in bytes, as kept and pushed, where that is known
 * @param unpackedSize in bytes, where that is known
 * @param layers from the lowest
 */
public record ImageContents(
        Optional<Sha256> digest, OptionalLong size, OptionalLong unpackedSize, List<BuiltLayer> layers) {

    public ImageContents {
        layers = List.copyOf(layers);
    }

    /** The same as a registry has it: under another manifest, sizes and sums of compressed layers are not what was known before. */
    public ImageContents pushedAs(Sha256 pushed) {
        if (digest.equals(Optional.of(pushed))) {
            return this;
        }
        List<BuiltLayer> unpacked = layers.stream()
                .map(layer -> BuiltLayer.ofOthers(
                        layer.contents(), Optional.empty(), layer.diffId(), OptionalLong.empty(), layer.unpackedSize()))
                .toList();
        return new ImageContents(Optional.of(pushed), OptionalLong.empty(), unpackedSize, unpacked);
    }
}
