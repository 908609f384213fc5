package org.pyflinkimage.resolve.interpreter;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** What is said of standalone CPythons that cannot be had. */
final class InterpreterProblems {

    private InterpreterProblems() {}

    /** {@code PYF-351}, with what is there in its place as far as that can be seen. */
    static Problem missing(StandaloneFile file, InterpreterMirror mirror) {
        String place = Addresses.printable(mirror.base());
        Problem problem = Problem.declaration("PYF-351", "`%s` is not in `%s`".formatted(file, place))
                .why("looked for "
                        + mirror.pathsOf(file).stream()
                                .map(mirror::shown)
                                .collect(Collectors.joining("` and `", "`", "`")));
        List<StandaloneBuild> others = mirror.builds(file.build().version().line(), file.platform());
        if (!others.isEmpty()) {
            return problem.why(
                            "there is " + others.stream().map(Object::toString).collect(Collectors.joining(", ")))
                    .remedy(Element.PYTHON_BUILD.with(others.get(0)));
        }
        return problem.remedy("a build that is there: "
                        + known(file).map(Element.PYTHON_BUILD::with).orElseGet(Element.PYTHON_BUILD::named))
                .remedy("or another folder or address: " + Element.PYTHON_MIRROR.named());
    }

    /** Another build of the same line whose sum is known; whether it is there, nobody can see. */
    private static Optional<StandaloneBuild> known(StandaloneFile file) {
        return Facts.shipped().standalones().sums().keySet().stream()
                .filter(other -> other.platform() == file.platform())
                .map(StandaloneFile::build)
                .filter(build ->
                        build.version().line().equals(file.build().version().line()))
                .filter(build -> !build.equals(file.build()))
                .max(Comparator.naturalOrder());
    }

    /** What no other place changes. */
    private static boolean isOfThisMachine(Problem problem) {
        return DiskFailure.CODES.contains(problem.code()) || problem.isInterruption();
    }

    /** What kept an archive from being fetched, and that it may be had elsewhere. */
    static PyFlinkException unreachable(StandaloneFile file, PyFlinkException failure) {
        PyFlinkException told = new PyFlinkException(failure.problems().stream()
                .map(problem -> isOfThisMachine(problem)
                        ? problem
                        : problem.why("`%s` is needed from there".formatted(file))
                                .remedy("or take it from elsewhere, a folder on this machine too: "
                                        + Element.PYTHON_MIRROR.named()))
                .toList());
        told.initCause(failure);
        return told;
    }

    /** {@code PYF-356}: nobody would notice if it were another. */
    static Problem withoutSum(StandaloneFile file, InterpreterMirror mirror, String path) {
        List<String> beside = mirror.sumsBeside(path);
        return Problem.declaration("PYF-356", "nobody says what the sum of `%s` is".formatted(file))
                .why("this plugin knows the sums of %s"
                        .formatted(Facts.shipped().standalones().sums().keySet().stream()
                                .filter(known -> known.platform() == file.platform())
                                .map(known -> known.build().toString())
                                .collect(Collectors.joining(", "))))
                .why("in `%s` neither `%s` nor `%s` says it"
                        .formatted(Addresses.printable(mirror.base()), beside.get(0), beside.get(1)))
                .remedy("put the `SHA256SUMS` of its release beside it, which has a line for it")
                .remedy("or take a build that is known: " + Element.PYTHON_BUILD.named());
    }

    /** {@code PYF-357}. */
    static Problem otherSum(StandaloneFile file, InterpreterMirror mirror, Sha256 wanted, Sha256 found) {
        return Problem.environment(
                        "PYF-357",
                        "`%s` in `%s` is not the file of that name".formatted(file, Addresses.printable(mirror.base())))
                .why("its sum is to be %s".formatted(wanted))
                .why("it is %s".formatted(found))
                .remedy("where a proxy or mirror alters files, go around it: " + Element.PYTHON_MIRROR.named());
    }

    /** {@code PYF-358}. */
    static Problem noPlace(String uv, String reason) {
        return Problem.environment("PYF-358", "no place is known that standalone CPythons are taken from")
                .why("`%s` was asked where it takes them from: %s".formatted(uv, reason))
                .remedy("name a folder or an address: "
                        + Element.PYTHON_MIRROR.with(
                                URI.create("https://mirror.example.com/python-build-standalone/")));
    }
}
