package org.pyflinkimage.facts;

import java.util.List;
import org.pyflinkimage.spec.Combination;

/**
 * A recorded run: an image of this combination executed a Python function.
 *
 * @param date the day of the run
 * @param modes of execution that were run: {@code process}, {@code thread}
 */
public record TestedCombination(Combination combination, String date, List<String> modes) {
    public TestedCombination {
        modes = List.copyOf(modes);
    }
}
