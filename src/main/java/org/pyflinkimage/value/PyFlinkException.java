package org.pyflinkimage.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Ends the work with problems that a user can read and act on; all exceptions of this project are of this kind. */
public class PyFlinkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one */
    public PyFlinkException(List<Problem> problems) {
        super(problems.stream().map(Problem::toText).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problem, no exception");
        }
        this.problems = List.copyOf(problems);
    }

    /** Ends the work where problems were collected; does nothing where there are none. */
    public static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new PyFlinkException(problems);
        }
    }

    /**
     * Ends the work where some problems are errors; tells the others before.
     *
     * @param others takes each that does not end the work
     * @throws PyFlinkException with all errors
     */
    public static void throwErrors(List<Problem> problems, Consumer<Problem> others) {
        List<Problem> errors = new ArrayList<>();
        for (Problem problem : problems) {
            if (problem.severity() == Problem.Severity.ERROR) {
                errors.add(problem);
            } else {
                others.accept(problem);
            }
        }
        throwIfAny(errors);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Whether nothing is told but problems of these codes. */
    public boolean isOnly(Set<String> codes) {
        return problems.stream().map(Problem::code).allMatch(codes::contains);
    }

    /** Whether somebody ended the work: there is no other way to go on with it. */
    public boolean isInterruption() {
        return problems.stream().anyMatch(Problem::isInterruption);
    }
}
