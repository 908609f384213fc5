package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which files of a job's folder an image gets: all but those that nobody would miss.
 *
 * @param includes what is taken although it is usually left out
 * @param excludes what is left out besides; they win over {@code includes}
 * @param own what the build itself writes, which is never a part of a job; absolute
 * @param project the folder of the project; where a job's folder is that folder or holds it, files of its build are left out
 */
public record JobChoice(List<FilePattern> includes, List<FilePattern> excludes, Set<Path> own, Optional<Path> project) {

    public JobChoice {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        own = Set.copyOf(own);
    }

    /** What is usual, of a folder that is no project's. */
    public static JobChoice usual() {
        return new JobChoice(List.of(), List.of(), Set.of(), Optional.empty());
    }
}
