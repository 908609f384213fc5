package org.pyflinkimage.mojo.maven;

import java.io.IOError;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
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
        return ofDisk(exception);
    }

    /** The same, where Java itself could not ask for a path, or for the console. */
    public static AbstractMojoExecutionException of(IOError error) {
        return ofDisk(error);
    }

    private static AbstractMojoExecutionException ofDisk(Throwable exception) {
        return of(Problem.environment("PYF-060", "a file could not be read or written")
                .why(String.valueOf(exception.getCause()))
                .remedy("room on the disk, and the right to read and write there")
                .remedy("another store or folder for results: `-Dpyflink.store`, `-Dpyflink.output`")
                .toException(exception));
    }

    /** What should not happen: whoever meets it is to have something to report, and no stack trace to read. */
    public static AbstractMojoExecutionException ofFault(Throwable fault) {
        Optional<String> foreign = ForeignClass.in(fault, Failures.class.getClassLoader());
        if (foreign.isPresent()) {
            return of(Problem.environment("PYF-999", "a class that is not the plugin's ended the goal: " + fault)
                    .why(foreign.get() + ", which Maven, an extension of it or another plugin has brought")
                    .why("it happened at " + placeOf(fault))
                    .remedy(
                            "look which extensions there are: `.mvn/extensions.xml`, `<extensions>` in the POM, `lib/ext` of Maven and"
                                    + " `-Dmaven.ext.class.path`; without them, or with another Maven, it may work")
                    .remedy("else report it, with this message and what `mvn -X` shows of it")
                    .toException(fault));
        }
        return of(Problem.environment("PYF-999", "a fault of the plugin ended the goal: " + fault)
                .why("it happened at " + placeOf(fault))
                .remedy(remedyOf(fault))
                .remedy("report it, with this message and what `mvn -X` shows of it")
                .toException(fault));
    }

    private static String remedyOf(Throwable fault) {
        if (fault instanceof OutOfMemoryError) {
            return "more memory for Maven: `MAVEN_OPTS=-Xmx2g`";
        }
        return fault instanceof StackOverflowError
                ? "look for something that is nested very deep, or holds itself, in what is declared"
                : "leave out what was declared last";
    }

    /** The plugin's own code is told, whatever library it called. */
    private static String placeOf(Throwable fault) {
        return Stream.of(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.pyflinkimage."))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("a place that is not known");
    }

    private static String message(PyFlinkException exception) {
        int count = exception.problems().size();
        return (count == 1 ? "1 problem" : count + " problems") + "\n\n" + exception.getMessage() + "\n";
    }
}
