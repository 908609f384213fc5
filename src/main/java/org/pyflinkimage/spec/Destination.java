package org.pyflinkimage.spec;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.ImageReference;

/**
 * What an image is called, and where it goes.
 *
 * @param references its full names, at least one: tags of one repository
 * @param outputs in the order of {@link Output}
 * @param compression of its own layers
 */
public record Destination(List<ImageReference> references, Set<Output> outputs, Compression compression) {
    public Destination {
        references = List.copyOf(references);
        outputs = Collections.unmodifiableSortedSet(new TreeSet<>(outputs));
    }

    /** Of an image whose layers are compressed as usual. */
    public Destination(List<ImageReference> references, Set<Output> outputs) {
        this(references, outputs, Compression.GZIP);
    }
}
