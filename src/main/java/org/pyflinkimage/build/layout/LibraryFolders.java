package org.pyflinkimage.build.layout;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.elf.ElfFile;
import org.pyflinkimage.elf.LoaderPath;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

/**
 * Where the dynamic loader looks for libraries (ld.so(8)).
 *
 * @param usual the folders in which it looks for those of every file
 * @param triplet that {@code $LIB} stands for, behind {@code lib/}
 */
record LibraryFolders(FileTree tree, List<String> usual, String triplet) {

    private static final UnixPath ROOT = UnixPath.of("/");

    /** Nobody names a tenth of it. */
    private static final int OWN_AT_MOST = 64;

    private static final Pattern ORIGIN = Pattern.compile("\\$(ORIGIN\\b|\\{ORIGIN\\})");
    private static final Pattern LIB = Pattern.compile("\\$(LIB\\b|\\{LIB\\})");

    LibraryFolders {
        usual = List.copyOf(usual);
    }

    /** Those of an image. */
    static LibraryFolders of(FileTree tree, ImageSpec spec, Map<String, String> environment) {
        String triplet = spec.combination().platform().triplet();
        Stream<String> ofVariable = LoaderPath.ofVariable(environment.getOrDefault(LoaderPath.VARIABLE, ""));
        Stream<String> configured = tree.entriesBelow(UnixPath.of("/etc")).stream()
                .filter(entry -> LoaderPath.isConfiguration(entry.path().value()))
                .flatMap(entry -> entry.node() instanceof RegularFile file ? named(file) : Stream.empty())
                .limit(LoaderPath.MOST);
        List<String> usual = Stream.of(ofVariable, configured, LoaderPath.usual(triplet))
                .flatMap(folders -> folders)
                .distinct()
                .toList();
        return new LibraryFolders(tree, usual, triplet);
    }

    private static Stream<String> named(RegularFile file) {
        if (file.content().size() > LoaderPath.LARGEST_FILE) {
            return Stream.empty();
        }
        return LoaderPath.ofConfiguration(new String(file.content().bytes(), StandardCharsets.UTF_8));
    }

    /** The folders in which the loader looks for what a file at that path needs, before all others. */
    List<String> own(UnixPath needing, ElfFile elf) {
        List<String> own = elf.runpath().isEmpty() ? elf.rpath() : elf.runpath();
        return own.stream()
                .limit(OWN_AT_MOST)
                .map(folder -> expanded(folder, needing))
                .filter(folder -> folder.startsWith("/"))
                .toList();
    }

    /** Whether a library is found, in folders of the one that needs it or in the usual ones; a relative path is the program's matter. */
    boolean have(String name, List<String> own) {
        if (name.isEmpty() || name.contains("/")) {
            return !name.startsWith("/") || isFile(name);
        }
        return find(name, own).isPresent();
    }

    /** The file that is loaded for a name: the first one of the folders of who needs it, then of the usual ones. */
    Optional<FileTree.Entry> find(String name, List<String> own) {
        return Stream.of(own, usual)
                .flatMap(List::stream)
                .flatMap(folder -> file(folder + "/" + name).stream())
                .findFirst();
    }

    private String expanded(String folder, UnixPath needing) {
        String origin = Matcher.quoteReplacement(needing.parent().value());
        return LIB.matcher(ORIGIN.matcher(folder).replaceAll(origin)).replaceAll("lib/" + triplet);
    }

    private boolean isFile(String path) {
        return file(path).isPresent();
    }

    private Optional<FileTree.Entry> file(String path) {
        return tree.follow(ROOT.resolveLink(path)).filter(entry -> entry.node() instanceof RegularFile);
    }
}
