package org.pyflinkimage.build.validation;

import java.util.List;
import java.util.Map;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.Problem;

/** Looks into the bases of images that are judged. */
@FunctionalInterface
public interface BaseLook {

    /** Nobody looks. */
    BaseLook NONE = specs -> Map.of();

    /** What is seen in the base of each of these specs that has one. */
    Map<ImageSpec, Seen> into(List<ImageSpec> specs);

    /**
     * What is seen in a base.
     *
     * @param isRead whether it was looked into: then nothing is guessed from its name
     * @param problems that were found, or what keeps it from being looked into
     */
    record Seen(boolean isRead, List<Problem> problems) {
        public Seen {
            problems = List.copyOf(problems);
        }
    }
}
