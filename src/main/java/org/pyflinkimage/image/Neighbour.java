package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.ImageReference;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.tree.LayerKind;

/**
 * Another repository of the same registry, which blobs may be taken over from.
 *
 * @param hasAll whether it has all that is pushed, and not the layers of a base alone
 */
record Neighbour(ImageReference repository, boolean hasAll) {

    /** The one that the same is pushed to before. */
    static Neighbour pushedBefore(ImageReference repository) {
        return new Neighbour(repository, true);
    }

    /**
     * That of the base, where it lies in the same registry.
     *
     * @param images of one declaration, so that their bases lie together
     */
    static Optional<Neighbour> ofBase(ImageReference repository, List<AssembledImage> images) {
        return images.stream()
                .flatMap(image -> image.base().stream())
                .map(ImageBase::reference)
                .filter(org.pyflinkimage.value.ImageReference.class::isInstance)
                .flatMap(base -> RepositoryTags.jib(base.toString()).stream())
                .filter(base -> base.getRegistry().equals(repository.getRegistry()))
                .filter(base -> !base.getRepository().equals(repository.getRepository()))
                .findFirst()
                .map(base -> new Neighbour(base, false));
    }

    /** Whether it is likely to have a layer. */
    boolean has(Layer layer) {
        return hasAll || layer.name().kind() == LayerKind.BASE;
    }
}
