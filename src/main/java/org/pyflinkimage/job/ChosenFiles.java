package org.pyflinkimage.job;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * What an image gets of a job's folders, and what it does not.
 *
 * @param files by path
 * @param leftOut why a file, or a folder with all in it, is left out, by path
 * @param problems what keeps the job from being built as it lies there
 * @param warnings what its author may have meant otherwise
 */
public record ChosenFiles(
        List<ChosenFile> files, SortedMap<String, String> leftOut, List<Problem> problems, List<Problem> warnings) {

    public ChosenFiles {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at a job's folders as they are now.
     *
     * @throws PyFlinkException {@code PYF-901} where it cannot be read
     */
    public static ChosenFiles of(JobSpec job) {
        return new JobFolders(job).chosen();
    }

    /** The problem with a file or folder of a job that cannot be read. */
    public static PyFlinkException unreadable(Path path, Exception cause) {
        return Problem.environment("PYF-901", "the job's sources `%s` cannot be read".formatted(path))
                .why(String.valueOf(cause.getMessage()))
                .remedy("name a readable folder or file: " + Element.JOB.pathNamed())
                .toException(cause);
    }

    /**
     * These files, where nothing keeps the job from being built.
     *
     * @throws PyFlinkException with all problems
     */
    public List<ChosenFile> required() {
        PyFlinkException.throwIfAny(problems);
        return files;
    }

    /** The bytes of all of these files. */
    public static long size(List<ChosenFile> files) {
        return files.stream()
                .mapToLong(file -> file instanceof ChosenFile.Regular regular ? regular.size() : 0)
                .sum();
    }
}
