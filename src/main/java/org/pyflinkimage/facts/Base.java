package org.pyflinkimage.facts;

import java.util.Optional;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;

/**
 * What is known of a base image.
 *
 * @param reference as declared in {@code <base>}
 * @param libc its C library, where somebody looked
 * @param versions what it brings, where somebody looked; empty where nobody did
 */
public record Base(ImageReference reference, Optional<Libc> libc, Optional<Versions> versions) {

    /** A reference that nobody has looked into. */
    public static Base unseen(ImageReference reference) {
        return new Base(reference, Optional.empty(), Optional.empty());
    }

    /** What a base image brings; an empty one it does not have. */
    public record Versions(Optional<PythonMinor> python, Optional<JavaVersion> java, Optional<FlinkVersion> flink) {}
}
