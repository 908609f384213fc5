package org.pyflinkimage.fetch;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;

/**
 * The jars that connectors depend on.
 *
 * @param jars by coordinates; none of the connectors themselves
 * @param leftOut by coordinates what Maven would have taken too, and why it is left out; what only that leads to is not named
 * @param excluded the exclusions that left something out
 */
public record FoundClosure(
        SortedMap<MavenCoordinates, FoundJar> jars, SortedMap<String, String> leftOut, List<JarPattern> excluded) {
    public FoundClosure {
        jars = Collections.unmodifiableSortedMap(new TreeMap<>(jars));
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        excluded = List.copyOf(excluded);
    }
}
