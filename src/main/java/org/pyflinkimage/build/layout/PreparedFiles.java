package org.pyflinkimage.build.layout;

import java.nio.file.Path;
import java.util.Map;
import org.pyflinkimage.plan.LockedArtifact;

/**
 * The files of a plan's artifacts.
 *
 * @param byArtifact holds every artifact of the plan
 */
public record PreparedFiles(Map<LockedArtifact, Files> byArtifact) {

    /**
     * The files of one artifact.
     *
     * @param fetched the artifact itself
     * @param form what it is laid out from: a packed archive, a wheel's index, a jar itself
     */
    public record Files(Path fetched, Path form) {}

    public PreparedFiles {
        byArtifact = Map.copyOf(byArtifact);
    }

    /** The files of an artifact of the plan. */
    Files of(LockedArtifact artifact) {
        Files files = byArtifact.get(artifact);
        if (files == null) {
            throw new IllegalArgumentException("not prepared: " + artifact.title());
        }
        return files;
    }
}
