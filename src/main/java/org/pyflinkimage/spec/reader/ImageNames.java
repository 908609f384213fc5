package org.pyflinkimage.spec.reader;

import java.util.List;
import java.util.Set;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.ImageRepository;

/**
 * What the images of a declaration are called, and where they go.
 *
 * @param repositories at least one; every image has each of its tags in each of them
 */
record ImageNames(
        List<ImageRepository> repositories, List<TagTemplate> tags, Set<Output> outputs, Compression compression) {

    /** Those of a cell's image. */
    Destination of(Combination cell) {
        return new Destination(
                repositories.stream()
                        .flatMap(repository -> tags.stream()
                                .map(template -> template.fill(cell))
                                .distinct()
                                .map(tag -> ImageReference.tagged(repository, tag)))
                        .toList(),
                outputs,
                compression);
    }
}
