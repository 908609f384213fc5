package org.pyflinkimage.build.base;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.pyflinkimage.facts.StandaloneBuilds;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.Problem;

/**
 * What an image upon a base needs beside it.
 *
 * @param base with the Python that the image runs on
 * @param errors what keeps it from being built upon
 * @param missing the packages that bring what is missing
 */
record LayeredNeeds(FoundLayers base, List<Problem> errors, NavigableSet<String> missing) {

    /**
     * The needs of a spec.
     *
     * @param any the base, whatever Python the image runs on
     * @param judged how grave what is found is taken
     */
    static LayeredNeeds of(ImageSpec spec, FoundLayers any, UnaryOperator<List<Problem>> judged) {
        ChosenPython python = ChosenPython.of(spec, any);
        LayeredNeeds needs = of(any.with(python), judged);
        return needs.areOfSuite(spec) ? of(any.with(ChosenPython.suites(python.incomplete())), judged) : needs;
    }

    private static LayeredNeeds of(FoundLayers base, UnaryOperator<List<Problem>> judged) {
        List<Problem> errors = errors(judged, LayeredFindings.of(base));
        // What the declaration does not mind is not brought either.
        NavigableSet<String> missing = errors.isEmpty() ? new TreeSet<>() : Supplies.of(base);
        if (base.python().ofSuite()) {
            missing.addAll(Supplies.ofPython(base));
        }
        return new LayeredNeeds(base, errors, missing);
    }

    private static List<Problem> errors(UnaryOperator<List<Problem>> judged, List<Problem> problems) {
        return judged.apply(problems).stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList();
    }

    /** Whether packages bring the suite's Python: where it is declared, or others come in any case. No archive is asked for it alone. */
    private boolean areOfSuite(ImageSpec spec) {
        return base.python().isStandalone()
                && ChosenPython.mayBeAny(spec)
                && (spec.python().source() == PythonSource.SUITE || brings(spec))
                && !Supplies.ofPython(base).isEmpty();
    }

    private boolean brings(ImageSpec spec) {
        return !missing.isEmpty() || !spec.packages().isEmpty();
    }

    /** The packages that come upon the base, beside those that are declared. */
    NavigableSet<String> packages(ImageSpec spec) {
        NavigableSet<String> all = new TreeSet<>(missing);
        all.addAll(Supplies.beside(base, errors, brings(spec)));
        return all;
    }

    /** What keeps the base from being built upon with these packages upon it. */
    List<Problem> left(NavigableSet<String> packages, UnaryOperator<List<Problem>> judged) {
        return packages.isEmpty() ? errors : errors(judged, LayeredFindings.of(base.with(packages)));
    }

    /**
     * The standalone CPython that comes upon the base; empty where another Python is there.
     *
     * @throws org.pyflinkimage.value.PyFlinkException as {@link #missingInterpreter} has it
     */
    Optional<StandaloneFile> interpreter(ImageSpec spec) {
        missingInterpreter(spec).ifPresent(problem -> {
            throw problem.toException();
        });
        return base.python().isStandalone() ? known(spec) : Optional.empty();
    }

    /** {@code PYF-938} or {@code PYF-935} where no Python is known for the image. */
    Optional<Problem> missingInterpreter(ImageSpec spec) {
        if (!base.python().isStandalone()) {
            return Optional.empty();
        }
        if (spec.python().source() == PythonSource.SUITE) {
            return Optional.of(LayeredPythons.notOfSuite(base));
        }
        Combination wanted = spec.combination();
        return known(spec).isPresent()
                ? Optional.empty()
                : Optional.of(Problem.declaration(
                                "PYF-935",
                                "no standalone CPython of %s is known for %s"
                                        .formatted(wanted.python(), wanted.platform()))
                        .why("upon a base comes one of those")
                        .remedy("name one: " + Element.PYTHON_BUILD.with(wanted.python() + ".16+20241219"))
                        .remedy("or another Python: " + Element.PYTHON.named()));
    }

    private static Optional<StandaloneFile> known(ImageSpec spec) {
        Combination wanted = spec.combination();
        return spec.python().standalone(wanted, StandaloneBuilds.shipped().newest(wanted.python(), wanted.platform()));
    }
}
