package org.pyflinkimage.fetch;

import org.pyflinkimage.spec.MavenCoordinates;

/** Where jars come from: the build itself, the local repository, and the user's Maven repositories and mirrors. */
@FunctionalInterface
public interface JarSource {

    /** Under which code is told that no repository has a jar. */
    String ABSENT = "PYF-511";

    /**
     * The jar as a file on disk, downloaded where it was not there yet.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-51x} where it cannot be had, {@code PYF-523} where it is still to be
     *     made
     */
    FoundJar jar(MavenCoordinates coordinates);

    /**
     * The jars that connectors depend on, downloaded where they were not there yet.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-528} for what cannot be had, {@code PYF-529} for what may be another
     *     tomorrow
     */
    default FoundClosure closure(ClosureQuestion question) {
        throw new UnsupportedOperationException("nobody here knows what jars depend on");
    }

    /** Whether a module of the build that runs makes the jar. */
    default boolean isOfThisBuild(MavenCoordinates coordinates) {
        return false;
    }
}
