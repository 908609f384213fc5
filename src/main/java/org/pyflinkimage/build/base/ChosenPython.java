package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.inspect.inventory.PythonHome;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * Which Python an image upon a base runs on.
 *
 * @param own one of the base's; empty where another comes upon it
 * @param ofSuite whether packages of the base's suite bring one; where neither holds, a standalone CPython comes
 * @param incomplete those of the declared line on which it might run, were they whole, the first on PATH first
 */
record ChosenPython(Optional<PythonHome> own, boolean ofSuite, List<Incomplete> incomplete) {

    private static final String NO_PATH = "its path is none that a lock file can have";

    ChosenPython {
        incomplete = List.copyOf(incomplete);
    }

    /**
     * A Python that an image does not run on.
     *
     * @param reasons why not
     */
    record Incomplete(PythonHome home, List<String> reasons) {
        Incomplete {
            reasons = List.copyOf(reasons);
        }
    }

    /** A standalone CPython, whatever there is. */
    static ChosenPython none() {
        return new ChosenPython(Optional.empty(), false, List.of());
    }

    /** That of a plan. */
    static ChosenPython of(PythonHome own) {
        return new ChosenPython(Optional.of(own), false, List.of());
    }

    /** That of the base's suite, out of packages, instead of those that are not whole. */
    static ChosenPython suites(List<Incomplete> incomplete) {
        return new ChosenPython(Optional.empty(), true, incomplete);
    }

    boolean isStandalone() {
        return own.isEmpty() && !ofSuite;
    }

    /** The first of the declared line that is whole, unless a standalone CPython is declared. */
    static ChosenPython of(ImageSpec spec, FoundLayers base) {
        if (!mayBeAny(spec)) {
            return none();
        }
        boolean any = spec.python().source() != PythonSource.SUITE;
        UnixPath packaged = ImagePaths.debianPython(base.wanted().python().toString());
        List<Incomplete> incomplete = new ArrayList<>();
        for (PythonHome home : base.has().python().all()) {
            if (home.line().equals(base.wanted().python())
                    && !home.isVirtual()
                    && (any || home.command().equals(packaged))) {
                List<String> reasons = LackingPython.reasons(home, base);
                if (reasons.isEmpty() && LockedBase.isPython(home.command())) {
                    return of(home);
                }
                incomplete.add(new Incomplete(home, reasons.isEmpty() ? List.of(NO_PATH) : reasons));
            }
        }
        return new ChosenPython(Optional.empty(), false, incomplete);
    }

    /** Whether it need not be a standalone one; who names a build of those wants that. */
    static boolean mayBeAny(ImageSpec spec) {
        return switch (spec.python().source()) {
            case SUITE -> true;
            case STANDALONE -> false;
            case AUTO -> spec.python().build(spec.combination().python()).isEmpty();
        };
    }

    /** The same where the lock file says that a standalone CPython comes. */
    ChosenPython passedOver() {
        return own.isPresent() ? none() : this;
    }
}
