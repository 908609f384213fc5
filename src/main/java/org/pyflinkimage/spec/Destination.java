package org.pyflinkimage.spec;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.value.ImageReference;

/**
 * What an image is called, and where it goes.
 *
 * @param references its full names, at least one: tags of one repository
 * @param outputs in the order of {@link Output}
 */
public record Destination(List<ImageReference> references, Set<Output> outputs) {
    public Destination {
        references = List.copyOf(references);
        outputs = Collections.unmodifiableSortedSet(new TreeSet<>(outputs));
    }
}
