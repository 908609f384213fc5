package org.pyflinkimage.facts;

import java.time.LocalDate;
import java.util.List;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/**
 * A recorded run: an image of these versions executed a Python function.
 *
 * @param date the day of the run
 * @param modes of execution that were run: {@code process}, {@code thread}
 */
public record TestedCombination(
        FlinkVersion flink,
        JavaVersion java,
        PythonMinor python,
        Platform platform,
        LocalDate date,
        List<String> modes) {
    public TestedCombination {
        modes = List.copyOf(modes);
    }
}
