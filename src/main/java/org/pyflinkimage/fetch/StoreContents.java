package org.pyflinkimage.fetch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.pyflinkimage.system.Scratch;

/**
 * Lists what lies where a store puts files, and nothing else: whoever names another folder as his store loses none of its files
 * when the store is emptied.
 */
final class StoreContents {

    private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern UNFINISHED = Pattern.compile(".*[.]unfinished");

    /** What builds derive: a folder of another name is somebody's own. */
    static final Set<String> KINDS = Set.of(
            "apt-of-image",
            "deb",
            "elf",
            "image",
            "image-of-day",
            "interpreter",
            "interpreter-size",
            "jar",
            "layer",
            "layer-list",
            "sdist",
            "uv",
            "verdict",
            "wheel");

    private final List<KeptFile> files = new ArrayList<>();

    private StoreContents() {}

    /** The files of the store in a folder, by kind and name; what goes meanwhile is not among them. */
    static List<KeptFile> of(Path root) throws IOException {
        StoreContents contents = new StoreContents();
        for (Path part : in(root.resolve(KeptFile.ARTIFACT))) {
            String digits = String.valueOf(part.getFileName());
            contents.add(
                    KeptFile.ARTIFACT,
                    part,
                    name -> name.startsWith(digits) && SUM.matcher(name).matches());
        }
        for (Path kind : in(root.resolve(FileArtifactStore.DERIVED))) {
            String name = String.valueOf(kind.getFileName());
            if (KINDS.contains(name)) {
                contents.add(KeptFile.derived(name), kind, FileArtifactStore::isName);
            }
        }
        contents.add(
                KeptFile.UNFINISHED,
                root.resolve(KeptFile.UNFINISHED),
                name -> UNFINISHED.matcher(name).matches());
        for (Path home : in(root.resolve(KeptFile.UNFINISHED))) {
            Optional<Path> work = Scratch.workIn(home);
            if (work.isPresent()) {
                contents.add(KeptFile.UNFINISHED, work.get(), name -> true);
            }
        }
        return List.copyOf(contents.files);
    }

    private void add(String kind, Path folder, Predicate<String> names) throws IOException {
        for (Path file : in(folder)) {
            if (names.test(String.valueOf(file.getFileName()))) {
                add(kind, file);
            }
        }
    }

    private void add(String kind, Path file) throws IOException {
        try {
            BasicFileAttributes known =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (known.isRegularFile()) {
                files.add(new KeptFile(
                        kind, file, known.size(), known.lastModifiedTime().toInstant()));
            }
        } catch (NoSuchFileException e) {
            return; // Somebody else has deleted it.
        }
    }

    /** A folder that a link leads to is not the store's: no build makes one. */
    private static List<Path> in(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            return List.of();
        }
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(paths::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        paths.sort(null);
        return paths;
    }
}
