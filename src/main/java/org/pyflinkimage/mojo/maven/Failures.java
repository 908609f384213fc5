package org.pyflinkimage.mojo.maven;

import java.io.UncheckedIOException;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Problems become Maven's exceptions, here and nowhere else. */
public final class Failures {

    private Failures() {}

    /** What Maven is told: a failure where the declaration's author can mend everything, else an error of the execution. */
    public static AbstractMojoExecutionException of(PyFlinkException exception) {
        boolean mendable =
                exception.problems().stream().allMatch(problem -> problem.blame() == Problem.Blame.DECLARATION);
        String message = message(exception);
        return mendable ? new MojoFailureException(message) : new MojoExecutionException(message, exception);
    }

    /** A file of this machine that could not be read or written. */
    public static AbstractMojoExecutionException of(UncheckedIOException exception) {
        return of(Problem.environment("PYF-060", "a file could not be read or written")
                .why(String.valueOf(exception.getCause()))
                .remedy("room on the disk, and the right to read and write there")
                .remedy("another store or folder for results: `-Dpyflink.store`, `-Dpyflink.output`")
                .toException(exception));
    }

    private static String message(PyFlinkException exception) {
        int count = exception.problems().size();
        return (count == 1 ? "1 problem" : count + " problems") + "\n\n" + exception.getMessage() + "\n";
    }
}
