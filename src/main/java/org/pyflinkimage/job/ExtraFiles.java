package org.pyflinkimage.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ExtraDirectory.Permission;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.TakenPlaces;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Slashes;
import org.pyflinkimage.value.UnixPath;

/**
 * What an image gets of extra directories.
 *
 * @param files by place
 * @param leftOut why a file, or a folder with all in it, is left out, by its path on the disk
 * @param problems what keeps images from being built of them as they lie there
 * @param warnings what their author may have meant otherwise
 */
public record ExtraFiles(
        List<ExtraFile> files, SortedMap<String, String> leftOut, List<Problem> problems, List<Problem> warnings) {

    private static final String NO_PROPERTY = "; no property has it";

    public ExtraFiles {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at extra directories as they are now.
     *
     * @throws PyFlinkException {@code PYF-077} where one cannot be read
     */
    public static ExtraFiles of(List<ExtraDirectory> directories) {
        Gathering gathering = new Gathering();
        directories.forEach(gathering::add);
        gathering.reportInnerPlaces();
        return new ExtraFiles(
                List.copyOf(gathering.files.values()), gathering.leftOut, gathering.problems, gathering.warnings);
    }

    /**
     * These files, where nothing keeps images from being built of them.
     *
     * @throws PyFlinkException with all problems
     */
    public List<ExtraFile> required() {
        PyFlinkException.throwIfAny(problems);
        return files;
    }

    /** The problem with a file or folder that cannot be read. */
    public static PyFlinkException unreadable(Path path, Exception cause) {
        return Problem.environment(
                        "PYF-077", "`%s` in `<extraDirectories>` is no folder that can be read".formatted(path))
                .why(String.valueOf(cause.getMessage()))
                .remedy("name a readable folder: " + Element.EXTRA_DIRECTORIES.named())
                .toException(cause);
    }

    /** How a directory is called in sentences. */
    public static String title(ExtraDirectory directory) {
        return "`%s`".formatted(Slashes.in(directory.from()));
    }

    /** Remedies for a file of an extra directory that shall not lie in an image. */
    public static String without(String path) {
        return "leave it out: `<excludes><exclude>/%s</exclude></excludes>` in that `<extraDirectory>`%s"
                .formatted(path, NO_PROPERTY);
    }

    /** All of them together. */
    private static final class Gathering {

        private final NavigableMap<UnixPath, ExtraFile> files = new TreeMap<>();
        private final SortedMap<String, String> leftOut = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final List<Problem> warnings = new ArrayList<>();

        void add(ExtraDirectory directory) {
            try {
                FolderRole role =
                        new FolderRole(title(directory), FolderRole.Includes.ONLY, link -> List.of(without(link)));
                FolderLook look = new FolderLook(role, directory.choice(), directory.from());
                ChosenFiles chosen = look.chosen();
                chosen.leftOut()
                        .forEach((path, reason) -> leftOut.put(Slashes.in(directory.from()) + "/" + path, reason));
                problems.addAll(chosen.problems());
                chosen.files().forEach(file -> put(directory, file));
                reportIdle(directory, chosen.files(), look.metPatterns());
            } catch (IOException | UncheckedIOException e) {
                throw unreadable(directory.from(), e);
            }
        }

        private void put(ExtraDirectory directory, ChosenFile file) {
            Optional<UnixPath> place = directory.into().resolveEntry(file.path());
            Optional<String> objection = place.isEmpty()
                    ? Optional.of("no file of an image has such a name")
                    : TakenPlaces.objection(place.get());
            if (objection.isPresent()) {
                problems.add(Problem.declaration(
                                "PYF-078",
                                "`%s` of %s cannot lie in `%s`"
                                        .formatted(file.path(), title(directory), directory.into()))
                        .why(objection.get())
                        .remedy(without(file.path())));
                return;
            }
            ExtraFile extra = new ExtraFile(directory, file, place.orElseThrow());
            ExtraFile before = files.putIfAbsent(extra.place(), extra);
            if (before != null) {
                problems.add(conflict(extra.place(), before, extra));
            }
        }

        /** A file in the place of a folder. */
        private void reportInnerPlaces() {
            files.forEach((place, file) -> {
                for (UnixPath above = place.parent(); !above.isRoot(); above = above.parent()) {
                    ExtraFile other = files.get(above);
                    if (other != null) {
                        problems.add(conflict(above, other, file));
                    }
                }
            });
        }

        private static Problem conflict(UnixPath place, ExtraFile one, ExtraFile other) {
            return Problem.declaration(
                            "PYF-078", "two files of `<extraDirectories>` have the place `%s`".formatted(place))
                    .why("one is `%s` of %s, the other `%s` of %s"
                            .formatted(
                                    one.file().path(),
                                    title(one.directory()),
                                    other.file().path(),
                                    title(other.directory())))
                    .remedy("another `<into>` for one of the two: " + Element.EXTRA_DIRECTORIES.named())
                    .remedy(without(other.file().path()));
        }

        private void reportIdle(ExtraDirectory directory, List<ChosenFile> chosen, Set<FilePattern> met) {
            if (chosen.isEmpty()) {
                warnings.add(
                        Problem.declaration("PYF-277", "nothing of %s is taken into images".formatted(title(directory)))
                                .why("it has no file, or all are left out; folders alone are not taken")
                                .withSeverity(Problem.Severity.WARNING)
                                .remedy("other patterns in `<includes>` and `<excludes>`" + NO_PROPERTY)
                                .remedy("or without it: " + Element.EXTRA_DIRECTORIES.named()));
            }
            Stream.concat(
                            directory.choice().includes().stream()
                                    .filter(pattern -> !met.contains(pattern))
                                    .map(pattern -> idle(pattern, "includes", directory)),
                            directory.choice().excludes().stream()
                                    .filter(pattern -> !met.contains(pattern) && !pattern.isOfSeveral())
                                    .map(pattern -> idle(pattern, "excludes", directory)))
                    .forEach(warnings::add);
            Set<UnixPath> folders = new HashSet<>();
            Set<UnixPath> places = new HashSet<>();
            chosen.forEach(file -> directory.into().resolveEntry(file.path()).ifPresent(place -> {
                places.add(place);
                for (UnixPath above = place.parent(); above.startsWith(directory.into()); above = above.parent()) {
                    folders.add(above);
                }
            }));
            for (Permission permission : directory.permissions()) {
                if (places.stream().noneMatch(place -> permission.isOf(place, false))
                        && folders.stream().noneMatch(folder -> permission.isOf(folder, true))) {
                    warnings.add(idle(permission.files(), "permissions", directory)
                            .why("permissions are of paths in the image, such as `%s`"
                                    .formatted(places.stream()
                                            .min(UnixPath::compareTo)
                                            .orElse(directory.into()))));
                }
            }
        }

        private static Problem idle(FilePattern pattern, String element, ExtraDirectory directory) {
            return Problem.declaration(
                            "PYF-277",
                            "`%s`, which `<%s>` of %s names, is nothing there"
                                    .formatted(pattern, element, title(directory)))
                    .why("no file or folder that is looked at matches it, so that it changes nothing")
                    .withSeverity(Problem.Severity.WARNING)
                    .remedy("without it, or with a path that there is" + NO_PROPERTY);
        }
    }
}
