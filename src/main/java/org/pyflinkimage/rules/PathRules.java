package org.pyflinkimage.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/** Rules about paths that must exist in the image: interpreters and the Java home. */
final class PathRules {

    private static final String JAVA_HOME = ImagePaths.JAVA_HOME.value();
    private static final String SCRIPTS = ImagePaths.PYTHON.parent() + "/";
    private static final String DOCUMENTS =
            "https://github.com/apache/flink/blob/release-2.0/docs/content/docs/dev/python";

    /** Where the image has a command that leads to the same packages; a base may have another interpreter there. */
    private static final Set<String> FURTHER =
            Set.of("/usr/bin/python3", "/usr/local/bin/python3", "/usr/local/bin/python");

    private static final Set<String> INTERPRETER_KEYS = Set.of("python.executable", "python.client.executable");
    private static final Set<String> JAVA_KEYS =
            Set.of("env.java.home", "containerized.master.env.JAVA_HOME", "containerized.taskmanager.env.JAVA_HOME");

    private PathRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "PYF-209",
                        Severity.ERROR,
                        "the interpreter's path leads to the job's Python",
                        PathRules::python),
                new Rule("PYF-211", Severity.ERROR, "JAVA_HOME is a path of the image", PathRules::javaHome));
    }

    private static List<Finding> python(Candidate candidate) {
        FoundSettings settings = candidate.settings().fixed();
        boolean archives = settings.find("python.archives").isPresent();
        return Stream.concat(
                        settings.all().stream().filter(setting -> INTERPRETER_KEYS.contains(setting.key())),
                        variables(candidate, "PYFLINK_CLIENT_EXECUTABLE"))
                .filter(setting -> !isInterpreter(setting.value(), candidate))
                .filter(setting -> !archives || setting.value().startsWith("/"))
                .map(setting -> noInterpreter(setting))
                .toList();
    }

    private static boolean isInterpreter(String path, Candidate candidate) {
        String name = path.startsWith(SCRIPTS) ? path.substring(SCRIPTS.length()) : path;
        boolean further = (FURTHER.contains(path) || path.equals("/usr/bin/python" + candidate.python()))
                && candidate.spec().base().isEmpty();
        return further
                || Set.of("python", "python3", "python" + candidate.python()).contains(name);
    }

    private static Finding noInterpreter(FoundSetting setting) {
        return Finding.of("PyFlink is not found by that interpreter: " + setting.toText())
                .why("the image's packages belong to `%spython`; `python` leads there too".formatted(SCRIPTS))
                .remedy("leave it out, or `%spython`".formatted(SCRIPTS))
                .source(DOCUMENTS + "/python_config.md");
    }

    private static List<Finding> javaHome(Candidate candidate) {
        return Stream.concat(
                        candidate.settings().fixed().all().stream()
                                .filter(setting -> JAVA_KEYS.contains(setting.key())),
                        variables(candidate, "JAVA_HOME"))
                .filter(setting -> !isJavaHome(setting.value(), candidate))
                .map(setting -> noJavaHome(setting, candidate))
                .toList();
    }

    private static boolean isJavaHome(String path, Candidate candidate) {
        String stripped = path.replaceFirst("/$", "");
        boolean ofOthers = UnixPath.ofWritten(path)
                .filter(home -> OtherFiles.mayBring(home, candidate.spec()))
                .isPresent();
        return ofOthers
                || stripped.equals(JAVA_HOME)
                || stripped.equals(ImagePaths.debianJava(candidate.java(), candidate.platform())
                        .value());
    }

    private static Finding noJavaHome(FoundSetting setting, Candidate candidate) {
        Subject.Container container = candidate.subject().container();
        boolean leaked =
                container.hostJavaHome().filter(setting.value()::equals).isPresent();
        Finding finding = Finding.of("no Java lies there in the image: " + setting.toText());
        return (leaked
                        ? finding.why(
                                "it is the `JAVA_HOME` of the machine that builds, which an image knows nothing of")
                        : finding.why("the image's Java lies in `%s` on every platform".formatted(JAVA_HOME)))
                .remedy("leave it out: the build sets `JAVA_HOME=%s`".formatted(JAVA_HOME))
                .source("https://github.com/ibis-project/ibis/pull/8541");
    }

    private static Stream<FoundSetting> variables(Candidate candidate, String name) {
        return candidate.subject().container().environment().entrySet().stream()
                .filter(entry -> entry.getKey().equals(name))
                .map(entry -> new FoundSetting(entry.getKey(), entry.getValue(), "<environment>"));
    }
}
