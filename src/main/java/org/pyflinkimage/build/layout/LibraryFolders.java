package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.elf.ElfFile;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.template.ContainerSettings;
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

    private static final Pattern CONFIGURATION = Pattern.compile("/etc/ld\\.so\\.conf(\\.d/[^/]+\\.conf)?");
    private static final Pattern ORIGIN = Pattern.compile("\\$(ORIGIN\\b|\\{ORIGIN\\})");
    private static final Pattern LIB = Pattern.compile("\\$(LIB\\b|\\{LIB\\})");

    LibraryFolders {
        usual = List.copyOf(usual);
    }

    /** Those of an image. */
    static LibraryFolders of(FileTree tree, ImageSpec spec) {
        String triplet = spec.combination().platform().triplet();
        List<String> usual = new ArrayList<>();
        String variable = ContainerSettings.of(spec).environment().getOrDefault("LD_LIBRARY_PATH", "");
        usual.addAll(List.of(variable.split(":", -1)));
        tree.entriesBelow(UnixPath.of("/etc")).stream()
                .filter(entry -> CONFIGURATION.matcher(entry.path().value()).matches())
                .flatMap(entry -> entry.node() instanceof RegularFile file ? lines(file) : Stream.empty())
                .map(String::strip)
                .forEach(usual::add);
        for (String root : List.of("/lib", "/usr/lib")) {
            usual.addAll(List.of(root + "/" + triplet, root, root + "64"));
        }
        return new LibraryFolders(
                tree, usual.stream().filter(folder -> folder.startsWith("/")).toList(), triplet);
    }

    private static Stream<String> lines(RegularFile file) {
        try (InputStream stream = file.content().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file at that path finds a library. */
    boolean have(String name, UnixPath needing, ElfFile elf) {
        if (name.contains("/")) {
            return isFile(needing.resolveLink(name));
        }
        List<String> own = elf.runpath().isEmpty() ? elf.rpath() : elf.runpath();
        return own.stream()
                        .map(folder -> expanded(folder, needing))
                        .anyMatch(folder -> isFile(needing.resolveLink(folder + "/" + name)))
                || usual.stream().anyMatch(folder -> isFile(needing.resolveLink(folder + "/" + name)));
    }

    private String expanded(String folder, UnixPath needing) {
        String origin = Matcher.quoteReplacement(needing.parent().value());
        return LIB.matcher(ORIGIN.matcher(folder).replaceAll(origin)).replaceAll("lib/" + triplet);
    }

    private boolean isFile(UnixPath path) {
        return tree.follow(path).isPresent();
    }
}
