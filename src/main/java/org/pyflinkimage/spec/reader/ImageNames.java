package org.pyflinkimage.spec.reader;

import java.util.List;
import java.util.Set;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.ImageRepository;

/** What the images of a declaration are called, and where they go. */
record ImageNames(ImageRepository repository, List<TagTemplate> tags, Set<Output> outputs) {

    /** Those of a cell's image. */
    Destination of(Combination cell) {
        return new Destination(
                tags.stream()
                        .map(template -> template.fill(cell))
                        .distinct()
                        .map(tag -> ImageReference.tagged(repository, tag))
                        .toList(),
                outputs);
    }
}
