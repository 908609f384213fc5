package org.pyflinkimage.fetch;

import java.util.Set;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;

/** Decides whether files may be fetched from where a lock file says. */
@FunctionalInterface
public interface SourceRule {

    /**
     * Looks at what is to be fetched, before anything is.
     *
     * @throws org.pyflinkimage.value.PyFlinkException with all that must not be
     */
    void require(LockFile lock, Set<LockedArtifact> missing);
}
