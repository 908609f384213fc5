package org.pyflinkimage.python;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.value.Platform;

/**
 * What markers are evaluated against: a CPython on Linux, which need not be here.
 *
 * @param variables by name; {@code extra} among them
 */
public record MarkerEnvironment(SortedMap<String, String> variables) {

    static final String EXTRA = "extra";

    private static final Set<String> VERSIONS =
            Set.of("implementation_version", "platform_release", "python_full_version", "python_version");

    public MarkerEnvironment {
        variables = new TreeMap<>(variables);
    }

    /**
     * The environment of a CPython inside an image. The kernel that it will run on is not known: its variables are empty texts.
     */
    public static MarkerEnvironment of(PythonVersion python, Platform platform) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("implementation_name", "cpython");
        variables.put("implementation_version", python.toString());
        variables.put("os_name", "posix");
        variables.put("platform_machine", platform.machine());
        variables.put("platform_python_implementation", "CPython");
        variables.put("platform_release", "");
        variables.put("platform_system", "Linux");
        variables.put("platform_version", "");
        variables.put("python_full_version", python.toString());
        variables.put("python_version", python.line().toString());
        variables.put("sys_platform", "linux");
        variables.put(EXTRA, "");
        return new MarkerEnvironment(new TreeMap<>(variables));
    }

    /** The same where an extra is asked for. */
    public MarkerEnvironment withExtra(String name) {
        SortedMap<String, String> others = new TreeMap<>(variables);
        others.put(EXTRA, name);
        return new MarkerEnvironment(others);
    }

    /** The Python's version with its patch number. */
    public Pep440Version pythonVersion() {
        return Pep440Version.of(value("python_full_version"));
    }

    /** A variable's value; an empty text where there is none. */
    String value(String variable) {
        return variables.getOrDefault(variable, "");
    }

    /** Whether a variable compares as versions do. */
    static boolean isVersion(String variable) {
        return VERSIONS.contains(variable);
    }
}
