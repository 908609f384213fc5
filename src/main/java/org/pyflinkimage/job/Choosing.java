package org.pyflinkimage.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobSpec;

/** Decides about files and folders of a job by their names: what is declared comes before what is usual. */
final class Choosing {

    private static final String OWN = "written by the build itself";

    private final JobChoice choice;
    private final Path sources;

    /** From the job's folder to the project's, with a slash behind; empty where the project lies elsewhere. */
    private final Optional<String> project;

    Choosing(JobSpec job) {
        this.choice = job.choice();
        this.sources = job.sources().toAbsolutePath().normalize();
        this.project = choice.project()
                .map(folder -> folder.toAbsolutePath().normalize())
                .filter(folder -> folder.startsWith(sources))
                .map(folder -> sources.relativize(folder).toString().replace('\\', '/'))
                .map(path -> path.isEmpty() ? "" : path + "/");
    }

    /**
     * What becomes of a folder.
     *
     * @param taken whether it is looked into
     * @param onlyIncluded whether nothing in it is taken but what {@code <includes>} names
     * @param leftOut why it is left out, with the exception of what is included
     */
    record Answer(boolean taken, boolean onlyIncluded, Optional<String> leftOut) {}

    Answer ofFolder(String path, Path folder, boolean onlyIncluded) {
        Optional<String> declared = declaredReason(path, true);
        if (declared.isPresent()) {
            return new Answer(false, false, declared);
        }
        Optional<String> usual = usualReason(path, true).or(() -> UsualExcludes.reasonInside(folder));
        if (choice.includes().stream().anyMatch(include -> include.matches(path, true))) {
            return new Answer(true, false, Optional.empty());
        }
        boolean reached = choice.includes().stream().anyMatch(include -> include.reaches(path));
        if (usual.isEmpty() && !onlyIncluded) {
            return new Answer(true, false, Optional.empty());
        }
        return new Answer(reached, true, usual);
    }

    /** Why a file is left out; empty where it is taken. */
    Optional<String> reasonAgainst(String path, boolean onlyIncluded) {
        Optional<String> declared = declaredReason(path, false);
        if (declared.isPresent() || isIncluded(path, onlyIncluded)) {
            return declared;
        }
        return onlyIncluded ? Optional.of("its folder is left out") : usualReason(path, false);
    }

    /** In a folder that is left out, only what names the folder counts: {@code *.csv} is not meant for virtual environments. */
    private boolean isIncluded(String path, boolean onlyIncluded) {
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        return choice.includes().stream()
                .filter(include -> include.matches(path, false))
                .anyMatch(include -> !onlyIncluded || include.reaches(folder));
    }

    private Optional<String> declaredReason(String path, boolean folder) {
        if (choice.own().contains(sources.resolve(path))) {
            return Optional.of(OWN);
        }
        return matching(choice.excludes(), path, folder).map("<excludes> has `%s`"::formatted);
    }

    private static Optional<FilePattern> matching(List<FilePattern> patterns, String path, boolean folder) {
        return patterns.stream()
                .filter(pattern -> pattern.matches(path, folder))
                .findFirst();
    }

    private Optional<String> usualReason(String path, boolean folder) {
        return UsualExcludes.ofJobs()
                .reason(path, folder)
                .or(() -> project.filter(path::startsWith)
                        .flatMap(above -> UsualExcludes.ofProjects().reason(path.substring(above.length()), folder)));
    }
}
