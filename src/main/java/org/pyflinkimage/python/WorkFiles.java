package org.pyflinkimage.python;

import java.util.List;
import java.util.regex.Pattern;

/** Files of Python that lie beside what a project installs for those who work on it. */
public final class WorkFiles {

    /**
     * Names without their end, one of them as a pattern, by which setuptools takes no file for a module of a project.
     *
     * @see <a href="https://setuptools.pypa.io/en/latest/userguide/package_discovery.html#flat-layout">Flat layout</a>
     */
    public static final List<String> NO_MODULES = List.of(
            "setup",
            "conftest",
            "test",
            "tests",
            "example",
            "examples",
            "build",
            "toxfile",
            "noxfile",
            "pavement",
            "dodo",
            "tasks",
            "fabfile",
            "[Ss][Cc]onstruct",
            "conanfile",
            "manage",
            "benchmark",
            "benchmarks",
            "exercise",
            "exercises");

    /** What tests are named by, and what a {@code setup.py} brings along to run itself. */
    private static final List<String> OTHERS =
            List.of("test_.*", ".*_test", "run_?tests", "versioneer", "ez_setup", "distribute_setup");

    private static final Pattern ANY = Pattern.compile(String.join("|", NO_MODULES) + "|" + String.join("|", OTHERS));

    private WorkFiles() {}

    /** Whether a module of that name would be none that is installed. */
    static boolean has(String module) {
        return ANY.matcher(module).matches();
    }
}
