package org.pyflinkimage.resolve.python;

import java.util.Optional;
import org.pyflinkimage.python.Requirement;

/**
 * A requirement that nobody declared and that PyFlink needs all the same, or that images have where nobody says otherwise.
 *
 * @param requirement as in a requirements file: {@code setuptools<82}
 * @param reason why, in one sentence
 * @param without what to declare for an image without it; empty where that would not run
 */
public record AddedRequirement(Requirement requirement, String reason, Optional<String> without) {

    /** The line for the plan. */
    String toLine() {
        return requirement.toLine() + ": " + reason;
    }
}
