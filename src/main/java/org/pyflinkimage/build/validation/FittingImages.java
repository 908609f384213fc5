package org.pyflinkimage.build.validation;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** What is known of images that were judged before, and that fit. */
public interface FittingImages {

    /**
     * What is told of images that fit.
     *
     * @param notes a line each
     * @param problems none of them an error
     */
    record Told(List<String> notes, List<Problem> problems) {
        public Told {
            notes = List.copyOf(notes);
            problems = List.copyOf(problems);
        }
    }

    /**
     * What was told of them.
     *
     * @param judged the sum of all that this plugin's code judges them by
     * @return empty where they were not judged by this build of the plugin, or did not fit
     */
    Optional<Told> find(Sha256 judged);

    /** Keeps that these images fit. */
    void keep(Sha256 judged, Told told);
}
