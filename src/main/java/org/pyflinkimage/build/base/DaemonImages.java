package org.pyflinkimage.build.base;

import java.nio.file.Path;
import java.util.function.Function;
import org.pyflinkimage.value.DaemonImage;

/** The images of the daemon on this machine. */
@FunctionalInterface
public interface DaemonImages {

    /**
     * Has an image as a Docker archive, which goes when the work with it is done.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-949} where the daemon does not give it
     */
    <T> T with(DaemonImage image, Function<Path, T> work);
}
