package org.pyflinkimage.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.value.Slashes;

/** Decides about files and folders of a declared folder by their names: what is declared comes before what is usual. */
final class Choosing {

    private static final Reason OWN = new Reason(Reason.Cause.OWN, "written by the build itself");

    private static final Reason NOT_NAMED = new Reason(Reason.Cause.DECLARED, "<includes> do not name it");

    private final JobChoice choice;
    private final FolderRole.Includes includes;
    private final Path root;
    private final Set<FilePattern> met = new HashSet<>();

    /** What the build itself writes, wherever in the job's folder it is met. */
    private final Set<Path> own;

    /** From the job's folder to the project's, with a slash behind; empty where the project lies elsewhere. */
    private final Optional<String> project;

    /**
     * The choice in a folder. What is declared may lead there by other links than the folder itself.
     *
     * @param root the folder, without links in its own path
     */
    Choosing(JobChoice choice, FolderRole.Includes includes, Path root) {
        this.choice = choice;
        this.includes = includes;
        this.root = root;
        this.own = choice.own().stream().flatMap(Choosing::placesOf).collect(Collectors.toUnmodifiableSet());
        this.project = choice.project()
                .flatMap(Choosing::realPathOf)
                .filter(folder -> folder.startsWith(root))
                .map(folder -> Slashes.between(root, folder))
                .map(path -> path.isEmpty() ? "" : path + "/");
    }

    /** A path may end in a link: then both are meant, the link and what it leads to. */
    private static Stream<Path> placesOf(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Optional<Path> itself = Optional.ofNullable(absolute.getParent())
                .flatMap(folder -> realPathOf(folder).map(real -> real.resolve(folder.relativize(absolute))));
        return Stream.concat(itself.stream(), realPathOf(absolute).stream());
    }

    /** Empty for what does not exist, and so is in no folder. */
    private static Optional<Path> realPathOf(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * What becomes of a folder.
     *
     * @param taken whether it is looked into
     * @param onlyIncluded whether nothing in it is taken but what {@code <includes>} names
     * @param leftOut why it is left out, with the exception of what is included
     */
    record Answer(boolean taken, boolean onlyIncluded, Optional<Reason> leftOut) {}

    /** Notes which declared patterns name a file or folder that is looked at. */
    void see(String path, boolean folder) {
        Stream.concat(choice.includes().stream(), choice.excludes().stream())
                .filter(pattern -> !met.contains(pattern) && pattern.matches(path, folder))
                .forEach(met::add);
    }

    /** The declared patterns that named something. */
    Set<FilePattern> met() {
        return met;
    }

    Answer ofFolder(String path, Path folder, boolean onlyIncluded) {
        Optional<Reason> declared = declaredReason(path, true);
        if (declared.isPresent()) {
            return new Answer(false, false, declared);
        }
        Optional<Reason> usual = usualReason(path, true)
                .or(() -> UsualExcludes.reasonInside(folder).map(Choosing::usual));
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
    Optional<Reason> reasonAgainst(String path, boolean onlyIncluded) {
        Optional<Reason> declared = declaredReason(path, false);
        if (declared.isPresent() || isIncluded(path, onlyIncluded)) {
            return declared;
        }
        if (onlyIncluded) {
            return Optional.of(usual("its folder is left out"));
        }
        return includes == FolderRole.Includes.ONLY && !choice.includes().isEmpty() && !isInIncluded(path)
                ? Optional.of(NOT_NAMED)
                : usualReason(path, false);
    }

    private boolean isInIncluded(String path) {
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            String folder = path.substring(0, end);
            if (choice.includes().stream().anyMatch(include -> include.matches(folder, true))) {
                return true;
            }
        }
        return false;
    }

    /** In a folder that is left out, only what names the folder counts: {@code *.csv} is not meant for virtual environments. */
    private boolean isIncluded(String path, boolean onlyIncluded) {
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        return choice.includes().stream()
                .filter(include -> include.matches(path, false))
                .anyMatch(include -> !onlyIncluded || include.reaches(folder));
    }

    private Optional<Reason> declaredReason(String path, boolean folder) {
        if (own.contains(root.resolve(path))) {
            return Optional.of(OWN);
        }
        return matching(choice.excludes(), path, folder)
                .map(pattern -> new Reason(Reason.Cause.DECLARED, "<excludes> has `%s`".formatted(pattern)));
    }

    private static Reason usual(String text) {
        return new Reason(Reason.Cause.USUAL, text);
    }

    private static Optional<FilePattern> matching(List<FilePattern> patterns, String path, boolean folder) {
        return patterns.stream()
                .filter(pattern -> pattern.matches(path, folder))
                .findFirst();
    }

    private Optional<Reason> usualReason(String path, boolean folder) {
        return UsualExcludes.ofJobs()
                .reason(path, folder)
                .or(() -> project.filter(path::startsWith)
                        .flatMap(above -> UsualExcludes.ofProjects().reason(path.substring(above.length()), folder)))
                .map(Choosing::usual);
    }
}
