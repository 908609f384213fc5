package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.ChosenBase;
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
 * @param baseTakesDockerfile whether a builder could build upon its base, though this plugin does; not where it has none
 */
public record DebianResolution(
        SystemVersions system,
        Optional<StandaloneFile> interpreter,
        List<Deb> debs,
        SortedMap<Source, URI> sources,
        boolean baseTakesDockerfile) {
    public DebianResolution {
        debs = List.copyOf(debs);
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    }

    /** One of packages alone. */
    public DebianResolution(
            SystemVersions system,
            Optional<StandaloneFile> interpreter,
            List<Deb> debs,
            SortedMap<Source, URI> sources) {
        this(system, interpreter, debs, sources, false);
    }

    /** The same upon that base. */
    DebianResolution upon(ChosenBase base) {
        return new DebianResolution(system, interpreter, debs, sources, base.takesDockerfile());
    }
}
