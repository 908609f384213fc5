package org.pyflinkimage.image;

import java.util.Comparator;
import java.util.Optional;
import org.pyflinkimage.tree.LayerKind;

/**
 * What one package, or one other piece, weighs in an image.
 *
 * @param kind of the layer that it lies in
 * @param name the package or piece: {@code libc6}, {@code numpy}, {@code configuration}
 * @param version empty where a piece has none
 * @param files regular ones
 * @param size of these in bytes, unpacked
 */
public record ImagePart(LayerKind kind, String name, Optional<String> version, long files, long size) {

    /** The heaviest first; parts of one weight by what they are called. */
    public static final Comparator<ImagePart> HEAVIEST_FIRST = Comparator.comparingLong(ImagePart::size)
            .reversed()
            .thenComparing(ImagePart::kind)
            .thenComparing(ImagePart::name);
}
