package org.pyflinkimage.job;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;

/** One look at a declared folder: each file and link is taken, left out with a reason, or refused. */
final class FolderLook {

    private final FolderRole role;
    private final Choosing choosing;
    private final Path root;
    private final List<ChosenFile> files = new ArrayList<>();
    private final SortedMap<String, Reason> leftOut = new TreeMap<>();
    private final List<Path> links = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    FolderLook(FolderRole role, JobChoice choice, Path source) throws IOException {
        this.role = role;
        this.root = source.toRealPath();
        this.choosing = new Choosing(choice, role.includes(), root);
    }

    ChosenFiles chosen() throws IOException {
        look(root, false);
        InnerLinks inner = new InnerLinks(
                role, root, Stream.concat(files.stream().map(file -> root.resolve(file.path())), links.stream()));
        for (Path link : links) {
            inner.read(link, pathOf(link)).ifPresentOrElse(files::add, () -> problems.add(inner.problem(link)));
        }
        files.sort(Comparator.comparing(ChosenFile::path));
        SortedMap<String, String> reasons = new TreeMap<>();
        leftOut.forEach((path, reason) -> reasons.put(path, reason.text()));
        return new ChosenFiles(files, reasons, problems, List.of());
    }

    /** The declared patterns that named something in it. */
    Set<FilePattern> metPatterns() {
        return choosing.met();
    }

    /**
     * Looks into a folder. Links are not followed, so there is an end.
     *
     * @param onlyIncluded whether nothing in it is taken but what {@code <includes>} names
     */
    private void look(Path folder, boolean onlyIncluded) throws IOException {
        for (Path path : childrenOf(folder)) {
            String name = pathOf(path);
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            choosing.see(name, attributes.isDirectory());
            if (attributes.isDirectory()) {
                enter(path, name, onlyIncluded);
            } else {
                take(path, name, attributes, onlyIncluded);
            }
        }
    }

    private void enter(Path folder, String name, boolean onlyIncluded) throws IOException {
        Choosing.Answer answer = choosing.ofFolder(name, folder, onlyIncluded);
        answer.leftOut().ifPresent(reason -> leftOut.put(name + "/", reason));
        if (answer.taken() && isNamedInUtf8(folder, name)) {
            look(folder, answer.onlyIncluded());
        }
    }

    private void take(Path file, String name, BasicFileAttributes attributes, boolean onlyIncluded) {
        Optional<Reason> reason = attributes.isRegularFile() || attributes.isSymbolicLink()
                ? choosing.reasonAgainst(name, onlyIncluded)
                : Optional.of(new Reason(Reason.Cause.NO_FILE, "neither a file, a folder nor a link"));
        if (reason.isPresent()) {
            leftOut.put(name, reason.get());
        } else if (!isNamedInUtf8(file, name)) {
            return;
        } else if (attributes.isSymbolicLink()) {
            links.add(file);
        } else {
            files.add(new ChosenFile.Regular(name, file, attributes.size()));
        }
    }

    /** A name that is not comes back from a text as another one: in an image it would be that. */
    private boolean isNamedInUtf8(Path path, String name) {
        if (root.resolve(name).equals(path)) {
            return true;
        }
        problems.add(
                Problem.declaration("PYF-552", "the name of `%s` of %s cannot be read".formatted(name, role.title()))
                        .why("names of files are UTF-8, and read as such where the locale says so")
                        .remedy("another name, or a place elsewhere")
                        .remedy("if it is UTF-8, a locale that has it: `LC_ALL=C.UTF-8`"));
        return false;
    }

    /** What is left out, by path. */
    SortedMap<String, Reason> leftOut() {
        return Collections.unmodifiableSortedMap(leftOut);
    }

    private String pathOf(Path path) {
        return Slashes.between(root, path);
    }

    private static List<Path> childrenOf(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        }
        children.sort(Comparator.naturalOrder());
        return children;
    }
}
