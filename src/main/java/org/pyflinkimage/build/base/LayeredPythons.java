package org.pyflinkimage.build.base;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.inspect.inventory.PythonHome;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/** The Pythons of a base that this plugin builds upon: the image has one of its own beside them. */
final class LayeredPythons {

    /** What comes with an interpreter, and nobody has installed on purpose. */
    private static final Set<String> USUAL = Set.of("pip", "setuptools", "wheel");

    /** Where pip puts what it adds to a system's own Python. */
    private static final UnixPath LOCAL = UnixPath.of("/usr/local");

    private static final int NAMED_AT_MOST = 3;

    private LayeredPythons() {}

    static List<Problem> of(FoundLayers base) {
        return Stream.concat(
                        base.has().python().all().stream()
                                .flatMap(home -> otherPyFlink(home, base).or(() -> unused(home, base)).stream()),
                        base.python().incomplete().stream().map(found -> incomplete(found, base)))
                .toList();
    }

    /** That an image does not run on a Python of its line that the base has. */
    private static Problem incomplete(ChosenPython.Incomplete found, FoundLayers base) {
        PythonHome home = found.home();
        Problem problem = Problem.declaration(
                        "PYF-970", "the image does not run on %s of the base `%s`".formatted(home, base.name()))
                .why(String.join("; ", found.reasons()));
        return installable(home, base)
                .map(problem::remedy)
                .orElse(problem)
                .remedy("nothing, a standalone CPython in `%s` has all of it: ".formatted(ImagePaths.STANDALONE_PYTHON)
                        + Element.PYTHON_SOURCE.with(PythonSource.STANDALONE))
                .withSeverity(Severity.NOTE);
    }

    /** That a base has not the Python of its suite, which is declared, and no packages bring it. */
    static Problem notOfSuite(FoundLayers base) {
        PythonMinor line = base.wanted().python();
        Optional<Suite> suite = Supplies.suiteOf(base);
        Problem problem = Problem.declaration(
                        "PYF-938", "the base `%s` cannot have Python %s of its suite".formatted(base.name(), line))
                .why(suite.map(known -> known.python().equals(line)
                                ? "it has parts of it, and none of its packages is replaced"
                                : known.toString())
                        .orElseGet(() -> Supplies.unable(base)));
        for (ChosenPython.Incomplete found : base.python().incomplete()) {
            problem = problem.why("%s: %s".formatted(found.home(), String.join("; ", found.reasons())));
        }
        return problem.remedy("the base's own, or a standalone one: " + Element.PYTHON_SOURCE.with(PythonSource.AUTO))
                .remedy("a base of a suite that has it: " + Element.BASE.named());
    }

    /** The packages by which Debian's and Ubuntu's own Python is whole. */
    private static Optional<String> installable(PythonHome home, FoundLayers base) {
        boolean packaged = base.has().system().family().isPresent()
                && home.command().equals(ImagePaths.debianPython(home.line().toString()));
        if (!packaged) {
            return Optional.empty();
        }
        List<String> packages = Supplies.suiteOf(base)
                .filter(suite -> suite.python().equals(home.line()))
                .map(Suite::packagesOfPython)
                .orElseGet(() -> Suite.pythonPackages(home.line()));
        return Optional.of("where the base is made: `apt-get install %s`".formatted(String.join(" ", packages)));
    }

    private static Optional<Problem> otherPyFlink(PythonHome home, FoundLayers base) {
        return PythonFindings.otherPyFlink(home, base.wanted()).map(found -> otherPyFlink(home, found.version(), base));
    }

    private static Problem otherPyFlink(PythonHome home, String version, FoundLayers base) {
        return Problem.declaration(
                        "PYF-920",
                        "the base `%s` has PyFlink %s for `%s`, the image has PyFlink %s"
                                .formatted(
                                        base.name(),
                                        version,
                                        home.command(),
                                        base.wanted().flink()))
                .why("a job that `%s` runs imports the base's, which does not go with the image's Flink"
                        .formatted(home.command()))
                .remedy("start jobs with `%s`, which the image's PATH begins with".formatted(ImagePaths.PYTHON))
                .remedy("a base without it: `pip uninstall apache-flink` where the base is made")
                .withSeverity(Severity.WARNING);
    }

    /** That packages which somebody has installed in the base are not the image's. */
    private static Optional<Problem> unused(PythonHome home, FoundLayers base) {
        // A distribution's own are its packages', which dpkg and the like know.
        boolean packaged = home.prefix().equals(PythonHome.SYSTEM);
        List<String> packages = home.distributions().stream()
                .filter(found -> !packaged || found.folder().startsWith(LOCAL))
                .map(found -> found.name().value())
                .filter(name -> !USUAL.contains(name))
                .distinct()
                .toList();
        if (packages.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Problem.declaration(
                        "PYF-919",
                        "the base `%s` has packages for %s, which the image does not use".formatted(base.name(), home))
                .why("there are " + FirstOf.of(NAMED_AT_MOST, packages).quoted())
                .why("the image has %s, `%s`, with what is declared"
                        .formatted(
                                base.python().own().filter(home::equals).isPresent()
                                        ? "an environment of its own"
                                        : "a Python of its own",
                                ImagePaths.PYTHON))
                .remedy("declare what jobs import of them: " + Element.REQUIREMENTS.named())
                .withSeverity(Severity.NOTE));
    }
}
