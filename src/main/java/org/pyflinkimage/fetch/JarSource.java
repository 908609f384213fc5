package org.pyflinkimage.fetch;

import java.nio.file.Path;
import org.pyflinkimage.spec.MavenCoordinates;

/** Where jars come from: the user's Maven repositories and mirrors. */
@FunctionalInterface
public interface JarSource {

    /**
     * The jar as a file of the local repository, downloaded where it was not there yet.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-51x} where it cannot be had
     */
    Path jar(MavenCoordinates coordinates);
}
