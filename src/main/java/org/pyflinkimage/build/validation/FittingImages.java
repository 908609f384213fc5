package org.pyflinkimage.build.validation;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.value.Sha256;

/** What is known of images that were judged before, and that nothing was to be said against. */
public interface FittingImages {

    /**
     * What was told of them.
     *
     * @param judged the sum of all that this plugin's code judges them by
     * @return empty where they were not judged by this build of the plugin, or not found fit
     */
    Optional<List<String>> notes(Sha256 judged);

    /**
     * Keeps that these images fit.
     *
     * @param notes what is told of them all the same, a line each
     */
    void keep(Sha256 judged, List<String> notes);
}
