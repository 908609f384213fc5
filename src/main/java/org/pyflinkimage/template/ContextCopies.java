package org.pyflinkimage.template;

import java.util.List;

/**
 * What a Dockerfile copies beside what is rendered for it.
 *
 * @param extra one for each extra directory that has a file
 * @param hasDistributions whether the folder {@code distributions} has Python distributions, because no builder reaches where they lie
 */
public record ContextCopies(List<ExtraCopy> extra, boolean hasDistributions) {

    public ContextCopies {
        extra = List.copyOf(extra);
    }
}
