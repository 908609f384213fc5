package org.pyflinkimage.facts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/**
 * A recorded run: an image of these versions executed a Python function.
 *
 * @param date the day of the run
 * @param modes of execution that were run: {@code process}, {@code thread}
 * @param interpreter the standalone CPython that the image had; empty where it had its suite's own Python
 */
public record TestedCombination(
        FlinkVersion flink,
        JavaVersion java,
        PythonMinor python,
        Platform platform,
        LocalDate date,
        List<String> modes,
        Optional<StandaloneBuild> interpreter) {
    public TestedCombination {
        modes = List.copyOf(modes);
    }
}
