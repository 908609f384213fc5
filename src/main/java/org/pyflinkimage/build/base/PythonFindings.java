package org.pyflinkimage.build.base;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.inspect.inventory.Distribution;
import org.pyflinkimage.inspect.inventory.PythonHome;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** The Pythons of a base. The image has the suite's, in an environment that its PATH begins with. */
final class PythonFindings {

    private static final NormalizedName PYFLINK = NormalizedName.of(FlinkRelease.DISTRIBUTION);

    private PythonFindings() {}

    static List<Problem> of(FoundBase base) {
        return Stream.concat(
                        otherLine(base).stream(),
                        base.has().python().all().stream().flatMap(home -> otherPyFlink(home, base).stream()))
                .toList();
    }

    private static Optional<Problem> otherLine(FoundBase base) {
        return Optional.ofNullable(base.has().python().meant().get("python3"))
                .filter(home -> !home.line().equals(base.wanted().python()))
                .map(home -> Problem.declaration(
                                "PYF-919",
                                "the base `%s` has %s, the image gets Python %s beside it"
                                        .formatted(
                                                base.name(), home, base.wanted().python()))
                        .why("`%s` starts the base's own still; the image's is `%s`, which its PATH begins with"
                                .formatted(home.command(), ImagePaths.PYTHON))
                        .remedy("a smaller base, without Python: " + Element.BASE.with(base.usual()))
                        .remedy("or the same Python, where a suite has it: " + Element.PYTHON.with(home.line()))
                        .withSeverity(Severity.NOTE));
    }

    private static Optional<Problem> otherPyFlink(PythonHome home, FoundBase base) {
        return otherPyFlink(home, base.wanted()).map(found -> otherPyFlink(home, found, base));
    }

    /** A PyFlink that a Python finds, of another release than an image has. */
    static Optional<Distribution> otherPyFlink(PythonHome home, Combination wanted) {
        return home.find(PYFLINK)
                .filter(found -> !found.version().equals(wanted.flink().toString()));
    }

    private static Problem otherPyFlink(PythonHome home, Distribution found, FoundBase base) {
        return Problem.declaration(
                        "PYF-920",
                        "the base `%s` has PyFlink %s in `%s`, the image gets PyFlink %s"
                                .formatted(
                                        base.name(),
                                        found.version(),
                                        found.folder(),
                                        base.wanted().flink()))
                .why("a job that `%s` runs imports the base's, which does not go with the image's Flink"
                        .formatted(home.command()))
                .remedy("a base without it: `pip uninstall apache-flink` where the base is made")
                .remedy(Element.BASE.with(base.usual()))
                .remedy("start jobs with `%s`, which the image's `python` and `python3` are"
                        .formatted(ImagePaths.PYTHON))
                .withSeverity(Severity.WARNING);
    }
}
