package org.pyflinkimage.template;

import java.util.Optional;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** Where the jars of an image lie, on both roads to it. */
public final class JarPlace {

    private JarPlace() {}

    /** Where a connector's or a part's jar lies: where the connector says, else by what it is. */
    public static UnixPath of(MavenCoordinates jar, ImageSpec spec) {
        return part(jar, spec).map(part -> ImagePaths.OPT).orElseGet(() -> spec.placeOf(jar));
    }

    /** Its file in an image. */
    public static UnixPath fileOf(MavenCoordinates jar, ImageSpec spec) {
        return of(jar, spec).resolve(jar.fileName());
    }

    /** The same from Flink's folder on, as it lies beside a Dockerfile too. */
    public static String relativeFileOf(MavenCoordinates jar, ImageSpec spec) {
        return fileOf(jar, spec).relativeTo(ImagePaths.FLINK_HOME);
    }

    /** Whether a jar is of Flink's own release, so that a distribution may have it. */
    public static boolean isOfFlink(MavenCoordinates jar, ImageSpec spec) {
        return jar.groupId().equals(DistributionPart.GROUP)
                && jar.version().equals(spec.combination().flink().toString());
    }

    /** The part of Flink's distribution that a jar of a plan is there as; empty for a connector. */
    public static Optional<DistributionPart> part(MavenCoordinates jar, ImageSpec spec) {
        FlinkVersion flink = spec.combination().flink();
        return DistributionPart.of(flink, spec.parts().declared()).stream()
                .filter(part -> jar.groupId().equals(DistributionPart.GROUP)
                        && !spec.connectors().contains(jar)
                        && part.fileName(flink).equals(jar.fileName()))
                .findFirst();
    }
}
