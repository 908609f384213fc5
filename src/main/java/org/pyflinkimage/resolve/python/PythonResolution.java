package org.pyflinkimage.resolve.python;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.Source;

/**
 * The Python distributions of one combination.
 *
 * @param distributions wheels and sdists, sorted by name
 * @param sources base addresses of their locations, without any login
 * @param added requirements that nobody declared, with the reason: one line each
 */
public record PythonResolution(List<Distribution> distributions, SortedMap<Source, URI> sources, List<String> added) {
    public PythonResolution {
        distributions = List.copyOf(distributions);
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        added = List.copyOf(added);
    }
}
