package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pyflinkimage.job.ChosenFile;
import org.pyflinkimage.job.ExtraFile;
import org.pyflinkimage.job.ExtraFiles;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.FileTree.Entry;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Puts the files of extra directories into an image that has everything else, over what lies there. */
public final class ExtraLayout {

    private static final Origin ORIGIN = new Origin(LayerKind.EXTRA, "extra directories");

    private static final int NAMED = 5;

    private ExtraLayout() {}

    /**
     * The files of extra directories alone, with the folders that they lie in.
     *
     * @throws PyFlinkException where one cannot be read
     */
    public static FileTree treeOf(List<ExtraDirectory> directories) {
        FileTree tree = new FileTree();
        List<ExtraFile> files = ExtraFiles.of(directories).required();
        putFolders(directories, files, tree);
        files.forEach(extra -> put(extra, tree));
        return tree;
    }

    /**
     * Puts them into an image.
     *
     * @return a warning where they take the place of other files
     * @throws PyFlinkException {@code PYF-078} for each file that nothing can lie in the place of, or below
     */
    static List<Problem> install(List<ExtraDirectory> directories, FileTree tree) {
        List<ExtraFile> files = ExtraFiles.of(directories).required();
        Set<UnixPath> linked = files.isEmpty() ? Set.of() : hardLinked(tree);
        List<Problem> problems = new ArrayList<>();
        Map<UnixPath, ExtraFile> taken = new HashMap<>();
        for (ExtraFile extra : files) {
            ExtraFile other = taken.putIfAbsent(tree.canonical(extra.place()), extra);
            Optional<String> objection = other == null
                    ? objection(extra.place(), tree, linked)
                    : Optional.of("by a link of the image it is the same place as `%s`, where `%s` of %s lies"
                            .formatted(other.place(), other.file().path(), ExtraFiles.title(other.directory())));
            objection.ifPresent(why -> problems.add(misplaced(extra, why)));
        }
        PyFlinkException.throwIfAny(problems);
        putFolders(directories, files, tree);
        Map<String, List<UnixPath>> replaced = new LinkedHashMap<>();
        for (ExtraFile extra : files) {
            Optional<Entry> before = tree.find(extra.place());
            put(extra, tree);
            before.filter(entry -> differs(entry, tree.find(extra.place())))
                    .ifPresent(entry -> replaced.computeIfAbsent(entry.origin().name(), name -> new ArrayList<>())
                            .add(extra.place()));
        }
        return replaced.entrySet().stream()
                .map(entry -> replacing(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static boolean differs(Entry before, Optional<Entry> after) {
        return after.filter(entry -> entry.node().equals(before.node())).isEmpty();
    }

    /** A hard link and what it leads to lie in one layer. */
    private static Set<UnixPath> hardLinked(FileTree tree) {
        return tree.entries().stream()
                .flatMap(entry -> entry.node() instanceof HardLink link
                        ? List.of(link.target()).stream()
                        : List.<UnixPath>of().stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> objection(UnixPath place, FileTree tree, Set<UnixPath> linked) {
        if (tree.find(place).filter(entry -> entry.node() instanceof Directory).isPresent()) {
            return Optional.of("a folder of the image lies there");
        }
        if (linked.contains(tree.canonical(place))) {
            return Optional.of("the file that lies there has several names, and would change under one alone");
        }
        for (UnixPath above = place.parent(); !above.isRoot(); above = above.parent()) {
            if (tree.find(above).isPresent()) {
                boolean folder = tree.follow(above)
                        .filter(entry -> entry.node() instanceof Directory)
                        .isPresent();
                return folder
                        ? Optional.empty()
                        : Optional.of(
                                "`%s` is a file of the image, or a link that leads to no folder".formatted(above));
            }
        }
        return Optional.empty();
    }

    /** Of a folder that several directories bring, the first that is declared says mode and owner, as with a Dockerfile. */
    private static void putFolders(List<ExtraDirectory> directories, List<ExtraFile> files, FileTree tree) {
        directories.forEach(directory -> files.stream()
                .filter(extra -> extra.directory().equals(directory))
                .forEach(extra -> putFolders(extra, tree)));
    }

    private static void putFolders(ExtraFile extra, FileTree tree) {
        ExtraDirectory directory = extra.directory();
        Owner owner = ownerOf(directory.owner());
        List<UnixPath> folders = new ArrayList<>();
        for (UnixPath above = extra.place().parent(); above.startsWith(directory.into()); above = above.parent()) {
            folders.add(0, above);
        }
        folders.stream()
                .filter(folder -> tree.follow(folder).isEmpty())
                .forEach(folder -> tree.add(ORIGIN, folder, new Directory(directory.modeOfFolder(folder), owner)));
    }

    private static void put(ExtraFile extra, FileTree tree) {
        Owner owner = ownerOf(extra.directory().owner());
        tree.replace(ORIGIN, extra.place(), nodeOf(extra, owner));
    }

    private static FileNode nodeOf(ExtraFile extra, Owner owner) {
        if (extra.file() instanceof ChosenFile.Link link) {
            return new SymbolicLink(link.target(), owner);
        }
        Path file = ((ChosenFile.Regular) extra.file()).file();
        try {
            return new RegularFile(extra.directory().modeOfFile(extra.place()), owner, JobFiles.contentOf(file));
        } catch (IOException e) {
            throw ExtraFiles.unreadable(file, e);
        }
    }

    private static Owner ownerOf(ContainerUser user) {
        return new Owner(user.uid(), user.effectiveGid());
    }

    private static Problem misplaced(ExtraFile extra, String why) {
        return Problem.declaration(
                        "PYF-078",
                        "`%s` of %s cannot lie in `%s`"
                                .formatted(
                                        extra.file().path(),
                                        ExtraFiles.title(extra.directory()),
                                        extra.directory().into()))
                .why(why)
                .remedy("another `<into>`: " + Element.EXTRA_DIRECTORIES.named())
                .remedy(ExtraFiles.without(extra.file().path()));
    }

    private static Problem replacing(String origin, List<UnixPath> places) {
        return Problem.declaration(
                        "PYF-079",
                        "files of `<extraDirectories>` take the place of others, which `%s` brings".formatted(origin))
                .withSeverity(Problem.Severity.WARNING)
                .why(FirstOf.of(NAMED, places, UnixPath::toString).quoted())
                .remedy("another `<into>`: " + Element.EXTRA_DIRECTORIES.named())
                .remedy("where it is meant: `<rules><PYF-079>off</PYF-079></rules>` (-Dpyflink.rules.PYF-079=off)");
    }
}
