package org.pyflinkimage.image;

import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Sha256;

/**
 * What is known of a layer.
 *
 * @param contents what it holds, for people
 * @param kind of what it holds; empty where another program made it
 * @param digest of the layer as it is kept and pushed, where that is known
 * @param diffId the sum of the tar
 * @param size in bytes, as kept and pushed, where that is known
 * @param unpackedSize the tar's bytes, where that is known
 */
public record BuiltLayer(
        String contents,
        Optional<LayerKind> kind,
        Optional<Sha256> digest,
        Sha256 diffId,
        OptionalLong size,
        OptionalLong unpackedSize) {

    /** A layer that another program made. */
    static BuiltLayer ofOthers(
            String contents, Optional<Sha256> digest, Sha256 diffId, OptionalLong size, OptionalLong unpackedSize) {
        return new BuiltLayer(contents, Optional.empty(), digest, diffId, size, unpackedSize);
    }

    static BuiltLayer of(Layer layer) {
        return new BuiltLayer(
                layer.name().title(),
                Optional.of(layer.name().kind()),
                Optional.of(layer.digest()),
                layer.diffId(),
                OptionalLong.of(layer.size()),
                OptionalLong.of(layer.unpackedSize()));
    }
}
