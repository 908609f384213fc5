package org.pyflinkimage.job;

import java.util.List;
import java.util.function.Function;
import org.pyflinkimage.spec.Element;

/**
 * Whose folder is looked at: that decides what {@code <includes>} means, and what is said of the files.
 *
 * @param title in sentences: {@code the job}
 * @param waysOut remedies for a link that is refused, by its path from the folder on
 */
record FolderRole(String title, Includes includes, Function<String, List<String>> waysOut) {

    /** What {@code <includes>} means. */
    enum Includes {
        /** What is usually left out is taken too. */
        TOO,
        /** Nothing else is taken, as Maven and Jib have it. */
        ONLY
    }

    /** A job's. */
    static final FolderRole JOB = new FolderRole(
            "the job",
            Includes.TOO,
            link -> List.of("`<job><sources>` that hold both (-Dpyflink.job)", Element.EXCLUDES.with("/" + link)));
}
