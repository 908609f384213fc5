package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;

/**
 * The operating system that was chosen for a combination.
 *
 * @param debs sorted by name
 * @param sources base addresses of the archives, each ending with a slash, without logins
 */
public record DebianResolution(SystemVersions system, List<Deb> debs, SortedMap<Source, URI> sources) {
    public DebianResolution {
        debs = List.copyOf(debs);
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    }
}
