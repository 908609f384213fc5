package org.pyflinkimage.build.layout;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.MavenCoordinates;

/**
 * The coordinates of the jars of a plan, which lie in the image under the names that they have in a repository. Of other jars
 * a name says nothing.
 */
final class JarCoordinates {

    private final SortedMap<String, MavenCoordinates> byName;

    JarCoordinates(Plan plan) {
        this.byName = plan.contents().jars().stream()
                .map(Jar::coordinates)
                .collect(Collectors.toMap(
                        MavenCoordinates::fileName, jar -> jar, (first, other) -> first, TreeMap::new));
    }

    /** All of them. */
    @Override
    public String toString() {
        return byName.toString();
    }

    /** Those of a jar of the image; none of Flink's own, the job's, a base's and those of extra directories. */
    Optional<MavenCoordinates> of(ImageJar jar) {
        return jar.isFlinks() || jar.isOfJob() || jar.isOfBase() || jar.isExtra()
                ? Optional.empty()
                : Optional.ofNullable(byName.get(jar.path().name()));
    }
}
