package org.pyflinkimage.template;

import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** Where the jars of an image lie, on both roads to it. */
public final class JarPlace {

    private JarPlace() {}

    /** Where a connector's or a part's jar lies, by what it is. */
    public static UnixPath of(MavenCoordinates jar, ImageSpec spec) {
        return isPart(jar, spec) ? ImagePaths.OPT : FlinkHome.placeOf(jar.artifactId());
    }

    /** Whether a jar of a plan is there as a part of Flink's distribution, and not as a connector. */
    public static boolean isPart(MavenCoordinates jar, ImageSpec spec) {
        FlinkVersion flink = spec.combination().flink();
        return jar.groupId().equals(DistributionPart.GROUP)
                && !spec.connectors().contains(jar)
                && DistributionPart.of(flink, spec.parts().declared()).stream()
                        .anyMatch(part -> part.fileName(flink).equals(jar.fileName()));
    }
}
