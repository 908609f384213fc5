package org.pyflinkimage.build.base;

import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.inspect.ContainerConfiguration;

/** The variables that an image has of its base. */
final class BaseVariables {

    /** Where the base's Python has its library: another Python does not start with it. */
    static final String PYTHON_HOME = "PYTHONHOME";

    private BaseVariables() {}

    /** All but those that the image's own Python would take for its own. */
    static SortedMap<String, String> of(ContainerConfiguration configuration) {
        SortedMap<String, String> variables = new TreeMap<>(configuration.environment());
        variables.remove(PYTHON_HOME);
        return variables;
    }
}
