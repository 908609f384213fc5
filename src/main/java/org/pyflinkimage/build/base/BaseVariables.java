package org.pyflinkimage.build.base;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** The variables that an image has of its base. */
final class BaseVariables {

    /** Where the base's Python has its library: another Python does not start with it. */
    static final String PYTHON_HOME = "PYTHONHOME";

    /** What Python's folder of libraries is called, which is another in the image's own. */
    private static final String PYTHON_LIBRARIES = "PYTHONPLATLIBDIR";

    /** With these Flink's scripts, and the entrypoint, look elsewhere than in {@code FLINK_HOME}. */
    private static final Map<String, UnixPath> FLINKS_FOLDERS = Map.of(
            "FLINK_BIN_DIR", ImagePaths.FLINK_HOME.resolve("bin"),
            "FLINK_CONF_DIR", ImagePaths.CONF,
            "FLINK_LIB_DIR", ImagePaths.LIB,
            "FLINK_OPT_DIR", ImagePaths.OPT,
            "FLINK_PLUGINS_DIR", ImagePaths.PLUGINS);

    private BaseVariables() {}

    /** All but those that the image's own Python and Flink would take for their own. */
    static SortedMap<String, String> of(ContainerConfiguration configuration) {
        SortedMap<String, String> variables = new TreeMap<>(configuration.environment());
        variables.remove(PYTHON_HOME);
        variables.keySet().removeAll(leadingAway(configuration).keySet());
        return variables;
    }

    /** Those by which the image's programs would have another folder than theirs, but for {@link #PYTHON_HOME}. */
    static SortedMap<String, String> leadingAway(ContainerConfiguration configuration) {
        SortedMap<String, String> away = new TreeMap<>();
        configuration.variable(PYTHON_LIBRARIES).ifPresent(value -> away.put(PYTHON_LIBRARIES, value));
        FLINKS_FOLDERS.forEach((name, usual) -> configuration
                .variable(name)
                .filter(value -> !value.equals(usual.value()) && !value.equals(usual + "/"))
                .ifPresent(value -> away.put(name, value)));
        return away;
    }
}
