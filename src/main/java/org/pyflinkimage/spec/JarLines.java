package org.pyflinkimage.spec;

import java.util.Optional;
import java.util.function.Predicate;
import org.pyflinkimage.flink.FlinkVersion;

/** What the coordinates of a jar say of the Flink that it is made for. */
@FunctionalInterface
public interface JarLines {

    /** Tells the releases that a jar is made for from others; empty where its coordinates do not tell. */
    Optional<Predicate<FlinkVersion>> of(MavenCoordinates jar);
}
