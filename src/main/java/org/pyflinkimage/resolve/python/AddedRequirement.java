package org.pyflinkimage.resolve.python;

import org.pyflinkimage.python.Requirement;

/**
 * A requirement that nobody declared and that PyFlink needs all the same.
 *
 * @param requirement as in a requirements file: {@code setuptools<82}
 * @param reason why, in one sentence
 */
public record AddedRequirement(Requirement requirement, String reason) {

    /** The line for the plan. */
    String toLine() {
        return requirement.toLine() + ": " + reason;
    }
}
