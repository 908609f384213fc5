package org.pyflinkimage.build.base;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.inspect.inventory.PythonHome;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** The Pythons of a base that this plugin builds upon: the image has one of its own beside them. */
final class LayeredPythons {

    /** What comes with an interpreter, and nobody has installed on purpose. */
    private static final Set<String> USUAL = Set.of("pip", "setuptools", "wheel");

    private static final int NAMED_AT_MOST = 3;

    private LayeredPythons() {}

    static List<Problem> of(FoundLayers base) {
        return base.has().python().all().stream()
                .flatMap(home -> otherPyFlink(home, base).or(() -> unused(home, base)).stream())
                .toList();
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
        List<String> packages = home.distributions().stream()
                .map(found -> found.name().value())
                .filter(name -> !USUAL.contains(name))
                .distinct()
                .toList();
        if (packages.isEmpty() || home.prefix().equals(PythonHome.SYSTEM)) {
            return Optional.empty();
        }
        return Optional.of(Problem.declaration(
                        "PYF-919",
                        "the base `%s` has packages for %s, which the image does not use".formatted(base.name(), home))
                .why("there are " + FirstOf.of(NAMED_AT_MOST, packages).quoted())
                .why("the image has a Python of its own, `%s`, with what is declared".formatted(ImagePaths.PYTHON))
                .remedy("declare what jobs import of them: " + Element.REQUIREMENTS.named())
                .withSeverity(Severity.NOTE));
    }
}
