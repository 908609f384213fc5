package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.StandaloneFile;

/**
 * The operating system that was chosen for a combination.
 *
 * @param interpreter the standalone CPython that it is chosen for; empty where the suite's own is among the packages
 * @param debs sorted by name
 * @param sources base addresses of the archives, each ending with a slash, without logins
 */
public record DebianResolution(
        SystemVersions system, Optional<StandaloneFile> interpreter, List<Deb> debs, SortedMap<Source, URI> sources) {
    public DebianResolution {
        debs = List.copyOf(debs);
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    }
}
