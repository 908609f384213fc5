package org.pyflinkimage.build;

import java.util.function.Predicate;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;

/**
 * An image that is planned.
 *
 * @param lock where its plan stands; says where the artifacts come from
 */
record PlannedImage(ImageSpec spec, Plan plan, LockFile lock) {

    Combination combination() {
        return spec.combination();
    }

    /** The plan of those of its artifacts that are wanted. */
    Plan only(Predicate<LockedArtifact> wanted) {
        return plan.withContents(plan.contents().only(wanted));
    }
}
