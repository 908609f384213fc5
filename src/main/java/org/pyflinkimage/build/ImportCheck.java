package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pyflinkimage.build.layout.ImportsAhead;
import org.pyflinkimage.build.layout.Preparation;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Tells what jobs import and images of their Dockerfiles will not have.
 *
 * @param severities that the declaration gives to what is found
 * @param isOwn whether the Dockerfile is of a template of the user's own, which may install more than is planned
 */
record ImportCheck(Fetching fetching, Preparation preparation, Severities severities, boolean isOwn, BuildLog log) {

    /** @throws PyFlinkException with what the declaration takes for errors */
    void tell(List<PlannedImage> images) {
        List<Problem> problems = images.stream()
                .flatMap(image -> problems(image).stream())
                .distinct()
                .toList();
        PyFlinkException.throwErrors(severities.of(problems), log::warn);
    }

    private List<Problem> problems(PlannedImage image) {
        if (image.spec().job().isEmpty()) {
            return List.of();
        }
        ImportsAhead ahead = new ImportsAhead(image.spec(), image.plan());
        List<Problem> problems = new ArrayList<>(ahead.relative());
        boolean looks = !isOwn && !severities.turnOff(ImportsAhead.MISSING);
        Set<LockedArtifact> needed = looks ? ahead.needed() : Set.of();
        if (!needed.isEmpty()) {
            problems.addAll(missing(image, ahead, needed));
        }
        return problems;
    }

    /** Where they cannot be fetched, the builder's pip may have them all the same. */
    private List<Problem> missing(PlannedImage image, ImportsAhead ahead, Set<LockedArtifact> needed) {
        try {
            return ahead.missing(fetching.fetch(image, needed::contains), preparation);
        } catch (PyFlinkException e) {
            if (e.isInterruption() || !DamagedFile.in(e).isEmpty()) {
                throw e;
            }
            log.detail(e.problems().get(0).toText());
            return List.of();
        }
    }
}
