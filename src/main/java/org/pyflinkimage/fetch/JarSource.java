package org.pyflinkimage.fetch;

import java.nio.file.Path;
import org.pyflinkimage.spec.MavenCoordinates;

/** Gives jars out of Maven repositories. */
@FunctionalInterface
public interface JarSource {

    /**
     * The jar with these coordinates, without what it depends on.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-511} where no repository has it, {@code PYF-512} where a repository
     *     cannot be reached
     */
    Path jar(MavenCoordinates coordinates);
}
