package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.Map;
import org.pyflinkimage.plan.LockedArtifact;

/**
 * The files of a plan's artifacts.
 *
 * @param byArtifact holds every artifact of the plan
 */
record PreparedFiles(Map<LockedArtifact, Files> byArtifact) {

    /**
     * The files of one artifact.
     *
     * @param fetched the artifact itself
     * @param form what it is laid out from: a packed archive, a wheel's index, a jar itself
     */
    record Files(Path fetched, Path form) {}

    PreparedFiles {
        byArtifact = Map.copyOf(byArtifact);
    }

    Files of(LockedArtifact artifact) {
        Files files = byArtifact.get(artifact);
        if (files == null) {
            throw new IllegalArgumentException("not prepared: " + artifact.title());
        }
        return files;
    }
}
