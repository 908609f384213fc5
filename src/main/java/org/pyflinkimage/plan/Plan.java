package org.pyflinkimage.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Sha256;

/**
 * All that an image is made of, fixed to the byte; what a lock file holds for one combination.
 *
 * @param declaration a digest of the part of the declaration that this plan answers
 * @param created the image's creation date
 */
public record Plan(
        Combination combination, Sha256 declaration, Instant created, SystemVersions system, PlannedContents contents) {

    /** The same plan for an image with another creation date. */
    public Plan createdAt(Instant other) {
        return new Plan(combination, declaration, other, system, contents);
    }

    /** The same plan, made from archives of those dates. */
    public Plan dated(ReleaseDates dates) {
        return new Plan(combination, declaration, created, system.dated(dates), contents);
    }

    /** The same plan for other files. */
    public Plan withContents(PlannedContents others) {
        return new Plan(combination, declaration, created, system, others);
    }

    /** The same plan as an answer to another declaration. */
    public Plan answering(Sha256 other) {
        return new Plan(combination, other, created, system, contents);
    }

    /** The image that it is built upon; empty where its packages are all of it. */
    public Optional<LockedBase> base() {
        return system.base();
    }

    /** Whether the suite brings all of the system, its own Python too. */
    public boolean hasSuitesPython() {
        return base().isEmpty() && contents.interpreter().isEmpty();
    }

    /** Whether the Python is the suite's own, out of packages of this plan. */
    public boolean hasPackagedPython() {
        PythonMinor line = combination.python();
        return hasSuitesPython()
                || base().filter(base -> base.runsOnSuites(line)
                                && contents.debs().stream()
                                        .anyMatch(deb -> deb.name().equals("python" + line)))
                        .isPresent();
    }

    /** Everything that has to be fetched. */
    public List<LockedArtifact> artifacts() {
        return contents.all();
    }
}
