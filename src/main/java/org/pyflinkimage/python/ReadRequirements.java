package org.pyflinkimage.python;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/**
 * What files of requirements say.
 *
 * @param files all that were read, in the order in which they are named
 * @param lines theirs, in the order in which pip takes them
 * @param problems what kept a file from being read
 */
public record ReadRequirements(List<ReadFile> files, List<RequirementLine> lines, List<Problem> problems) {

    /**
     * A file that was read.
     *
     * @param name without its folder
     * @param sum of its text, whose line ends do not count; empty for one that is not there, or lies on a server
     */
    public record ReadFile(String name, Optional<Sha256> sum) {}

    public ReadRequirements {
        files = List.copyOf(files);
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }
}
