package org.pyflinkimage.resolve;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Source;

/** The one table of sources of a lock file, which all its plans share: one name never means two addresses. */
final class SharedSources {

    private final SortedMap<Source, URI> addresses;

    /** @param known the sources that have names already */
    SharedSources(SortedMap<Source, URI> known) {
        addresses = new TreeMap<>(known);
    }

    /** The base addresses so far. */
    SortedMap<Source, URI> addresses() {
        return addresses;
    }

    /**
     * Takes a resolution's sources in.
     *
     * @param artifacts with locations in those sources
     * @return the same artifacts, with locations in this table
     */
    <T extends LockedArtifact> List<T> adopt(SortedMap<Source, URI> sources, List<T> artifacts, Mover<T> mover) {
        Map<Source, Source> names = new HashMap<>();
        sources.forEach((source, address) -> names.put(source, sourceFor(source, address)));
        return artifacts.stream()
                .map(artifact -> mover.move(artifact, renamed(artifact.location(), names)))
                .toList();
    }

    /** Makes the same artifact with another location. */
    @FunctionalInterface
    interface Mover<T> {
        T move(T artifact, Location location);
    }

    private Source sourceFor(Source source, URI address) {
        Source free = source;
        for (int number = 2; addresses.containsKey(free) && !address.equals(addresses.get(free)); number++) {
            free = source.numbered(number);
        }
        addresses.put(free, address);
        return free;
    }

    private static Location renamed(Location location, Map<Source, Source> names) {
        return new Location(names.getOrDefault(location.source(), location.source()), location.path());
    }
}
