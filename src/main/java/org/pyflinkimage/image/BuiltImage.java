package org.pyflinkimage.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/**
 * What was built for one combination.
 *
 * @param builder the program that built it; empty where this plugin did
 * @param reference the image's first full reference
 * @param archive the image as one file, where one was asked for
 * @param base what it was built upon; empty where that is nothing, or not known
 * @param index what holds it beside those for other platforms, where that was written too
 */
public record BuiltImage(
        Combination combination,
        Optional<BuilderName> builder,
        ImageReference reference,
        Optional<Path> archive,
        ImageContents contents,
        Optional<ImageBase> base,
        Optional<BuiltIndex> index) {

    /** An image upon nothing that is known. */
    public BuiltImage(
            Combination combination,
            Optional<BuilderName> builder,
            ImageReference reference,
            Optional<Path> archive,
            ImageContents contents) {
        this(combination, builder, reference, archive, contents, Optional.empty(), Optional.empty());
    }

    /** The same upon an image. */
    public BuiltImage upon(Optional<ImageBase> other) {
        return new BuiltImage(combination, builder, reference, archive, contents, other, index);
    }

    /** The same, held by an index too. */
    public BuiltImage within(BuiltIndex other) {
        return new BuiltImage(combination, builder, reference, archive, contents, base, Optional.of(other));
    }

    /**
     * An image that this plugin built.
     *
     * @param digest of the manifest
     * @param size in bytes, as pushed
     * @param unpackedSize in bytes
     * @param layers from the lowest
     */
    public BuiltImage(
            Combination combination,
            ImageReference reference,
            Sha256 digest,
            Optional<Path> archive,
            long size,
            long unpackedSize,
            List<Layer> layers) {
        this(
                combination,
                Optional.empty(),
                reference,
                archive,
                new ImageContents(
                        Optional.of(digest),
                        OptionalLong.of(size),
                        OptionalLong.of(unpackedSize),
                        layers.stream().map(BuiltLayer::of).toList()));
    }
}
