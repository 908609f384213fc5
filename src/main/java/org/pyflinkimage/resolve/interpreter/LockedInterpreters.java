package org.pyflinkimage.resolve.interpreter;

import java.util.Optional;
import org.pyflinkimage.facts.StandaloneBuilds;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.DeclaredPython;

/** Holds the standalone CPythons of locked plans against what is known of them, and against what is declared. */
public final class LockedInterpreters {

    private LockedInterpreters() {}

    /** Why a plan's standalone CPython is not the one that its name says; empty where it is, or nobody knows. */
    public static Optional<String> misfit(Plan plan) {
        return plan.contents()
                .interpreter()
                .flatMap((Interpreter interpreter) -> known().sumOf(interpreter.file())
                        .filter(sum -> !sum.equals(interpreter.sha256()))
                        .map(sum -> "the sum of `%s` is %s, and not %s"
                                .formatted(interpreter.file(), sum, interpreter.sha256())));
    }

    /**
     * Whether a plan's standalone CPython, where it has one, is one that could have been chosen: the declared build, or one of those
     * whose sums are known. Of all others a lock file alone says what they are.
     */
    public static boolean isDeclared(Plan plan, DeclaredPython python) {
        return plan.contents().interpreter().stream()
                .map(Interpreter::file)
                .allMatch(file -> python.standalone(
                                plan.combination(),
                                Optional.of(file)
                                        .filter(any -> known().sumOf(any).isPresent()))
                        .filter(file::equals)
                        .isPresent());
    }

    /** What was declared before the build of a plan's standalone CPython was named; empty where it is not named. */
    public static Optional<DeclaredPython> unnamed(Plan plan, DeclaredPython python) {
        return plan.contents()
                .interpreter()
                .map(interpreter -> interpreter.file().build())
                .filter(python.builds()::contains)
                .map(python::without);
    }

    private static StandaloneBuilds known() {
        return StandaloneBuilds.shipped();
    }
}
