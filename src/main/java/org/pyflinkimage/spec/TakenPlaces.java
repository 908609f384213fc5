package org.pyflinkimage.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.value.UnixPath;

/** Places of a container in which nobody sees what an image has there. */
public final class TakenPlaces {

    /** What every container gets from the kernel, in place of what an image has there. */
    private static final List<UnixPath> OF_THE_KERNEL =
            List.of(UnixPath.of("/dev"), UnixPath.of("/proc"), UnixPath.of("/sys"));

    /** What programs that run containers put there, as files. */
    private static final Set<UnixPath> OF_THE_ENGINE =
            Set.of(UnixPath.of("/etc/hostname"), UnixPath.of("/etc/hosts"), UnixPath.of("/etc/resolv.conf"));

    private TakenPlaces() {}

    /** What speaks against a file or folder of an image there; empty where nothing does. */
    public static Optional<String> objection(UnixPath path) {
        if (path.isRoot()) {
            return Optional.of("that is the whole image");
        }
        if (OF_THE_KERNEL.stream().anyMatch(path::startsWith)) {
            return Optional.of("what lies there is the kernel's in every container");
        }
        return OF_THE_ENGINE.contains(path)
                ? Optional.of("whoever runs the container puts a file there")
                : Optional.empty();
    }
}
