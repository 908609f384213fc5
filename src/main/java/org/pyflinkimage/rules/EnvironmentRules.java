package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about the variables of {@code <environment>}; those about paths in them stand with the paths. */
final class EnvironmentRules {

    private static final String ENTRYPOINT =
            "https://github.com/apache/flink/tree/release-2.0/docs/content/docs/deployment/resource-providers/standalone/docker.md";
    private static final String PYTHON = "https://docs.python.org/3/using/cmdline.html#environment-variables";
    private static final List<String> OWN =
            List.of(ImagePaths.VIRTUAL_ENVIRONMENT + "/bin", ImagePaths.FLINK_HOME + "/bin");
    private static final List<String> SYSTEM = List.of("/usr/bin", "/bin", ImagePaths.LOCAL_BIN.value());

    /** Variables with one right value, which the build sets. */
    private static final Map<String, String> FIXED =
            Map.of("FLINK_HOME", ImagePaths.FLINK_HOME.value(), "VIRTUAL_ENV", ImagePaths.VIRTUAL_ENVIRONMENT.value());

    private EnvironmentRules() {}

    static List<Rule> rules() {
        return List.of(new Rule("PYF-229", Severity.ERROR, "the image finds its own programs", EnvironmentRules::own));
    }

    private static List<Finding> own(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> environment = candidate.subject().container().environment();
        lost(environment)
                .forEach((name, lost) ->
                        findings.add(Finding.of("`%s` in `<environment>` leads away from %s".formatted(name, lost))
                                .why("`%s=%s` replaces what the build sets; nothing is filled in"
                                        .formatted(name, environment.get(name)))
                                .remedy("leave it out")
                                .source(name.startsWith("PYTHON") ? PYTHON : ENTRYPOINT)));
        return findings;
    }

    /** What the image no longer finds, by the variable that hides it. */
    private static Map<String, String> lost(Map<String, String> environment) {
        Map<String, String> lost = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (FIXED.containsKey(name) && !value.replaceFirst("/$", "").equals(FIXED.get(name))) {
                lost.put(name, "`%s`".formatted(FIXED.get(name)));
            }
            if (name.equals("PYTHONHOME")) {
                lost.put(name, "the interpreter's own library");
            }
            if (name.equals("PYTHONPATH") && !folders(value).contains(ImagePaths.USRLIB.value())) {
                lost.put(name, "the job in `%s`".formatted(ImagePaths.USRLIB));
            }
            if (name.equals("PATH") && !findsOwnPrograms(folders(value))) {
                lost.put(name, "`python`, `flink` or the system's programs");
            }
        });
        return lost;
    }

    /** An interpreter of the system's that is found first knows nothing of PyFlink. */
    private static boolean findsOwnPrograms(List<String> path) {
        return path.containsAll(OWN)
                && SYSTEM.stream()
                        .filter(path::contains)
                        .allMatch(folder -> path.indexOf(OWN.get(0)) < path.indexOf(folder))
                && SYSTEM.stream().anyMatch(path::contains);
    }

    private static List<String> folders(String path) {
        return Arrays.asList(path.split(":"));
    }
}
