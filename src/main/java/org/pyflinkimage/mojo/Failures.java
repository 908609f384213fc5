package org.pyflinkimage.mojo;

import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Problems become Maven's exceptions, here and nowhere else. */
final class Failures {

    private Failures() {}

    /** What Maven is told: a failure where the declaration's author can mend everything, else an error of the execution. */
    static AbstractMojoExecutionException of(PyFlinkException exception) {
        boolean mendable =
                exception.problems().stream().allMatch(problem -> problem.blame() == Problem.Blame.DECLARATION);
        String message = message(exception);
        return mendable ? new MojoFailureException(message) : new MojoExecutionException(message, exception);
    }

    private static String message(PyFlinkException exception) {
        int count = exception.problems().size();
        return (count == 1 ? "1 problem" : count + " problems") + "\n\n" + exception.getMessage() + "\n";
    }
}
