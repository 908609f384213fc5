package org.pyflinkimage.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.template.RenderedFile;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.Sizes;
import org.pyflinkimage.value.Slashes;

/** The folder of one image's rendered files: written anew, or compared with what lies there. */
final class RenderedFolder {

    /**
     * Folders that hold nothing but what was rendered, so that what is left of an older rendering can be told; and the Dockerfile with
     * what belongs to it, which some images do not have.
     */
    private static final List<String> OWN = List.of(
            "files", "jars", "distributions", "job", "extra", "Dockerfile", ".dockerignore", "requirements.txt");

    private static final int SHOWN_LINES = 200;

    /** In characters, of one line; rendered ones have some hundred. */
    private static final int SHOWN_OF_LINE = 1000;

    /** In bytes; the longest rendered text has some ten thousand. */
    private static final int TEXT_AT_MOST = 4 << 20;

    private final Path folder;
    private final SortedMap<String, RenderedFile> texts;
    private final SortedMap<String, Copy> copies;

    /** What is copied: a jar, or a file or link of the job or of an extra directory. */
    sealed interface Copy {

        /** A file. */
        record OfContent(Content content, int mode) implements Copy {}

        /** A symbolic link. */
        record OfLink(String target) implements Copy {}
    }

    /**
     * A folder.
     *
     * @param texts by path relative to the folder
     * @param copies by path relative to the folder
     */
    RenderedFolder(Path folder, SortedMap<String, RenderedFile> texts, SortedMap<String, Copy> copies) {
        this.folder = folder;
        this.texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        this.copies = Collections.unmodifiableSortedMap(new TreeMap<>(copies));
    }

    /** A text of that name; empty where none is rendered. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name)).map(RenderedFile::text);
    }

    /** Writes the files, and takes out what an older rendering left. */
    void write() {
        NavigableSet<Path> leftBehind = leftBehind();
        requireRealFolders(leftBehind);
        try {
            for (Path old : leftBehind) {
                Files.delete(old);
            }
            deleteEmptied();
            DiskNames names = new DiskNames(folder);
            for (var text : texts.entrySet()) {
                Path file = prepare(text.getKey(), names);
                Files.writeString(file, text.getValue().text());
                setMode(file, text.getValue().mode());
            }
            for (var copy : copies.entrySet()) {
                write(copy.getValue(), prepare(copy.getKey(), names));
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw unwritten(e).toException(e);
        }
    }

    private Problem unwritten(Exception failure) {
        String elsewhere = "name another folder: " + Element.RENDERED.named();
        return DiskFailure.of(failure)
                .ofDisk(folder, elsewhere)
                .orElseGet(() -> Problem.environment(
                                "PYF-905", "rendered files cannot be written to `%s`".formatted(folder))
                        .why(DiskFailure.describe(failure))
                        .remedy("name another folder: " + Element.RENDERED.named()));
    }

    /** What is written below a link lies, and takes the place of something, elsewhere. */
    private void requireRealFolders(Set<Path> leftBehind) {
        Stream.concat(texts.keySet().stream(), copies.keySet().stream())
                .flatMap(name -> linkAbove(name).stream())
                .filter(link -> !leftBehind.contains(link))
                .findFirst()
                .ifPresent(link -> {
                    throw Problem.environment("PYF-905", "rendered files cannot be written to `%s`".formatted(folder))
                            .why("its `%s` is a symbolic link, and what lies elsewhere is left alone"
                                    .formatted(Slashes.between(folder, link)))
                            .remedy("delete the link")
                            .remedy("name another folder: " + Element.RENDERED.named())
                            .toException();
                });
    }

    /** The first link among the folders that a file lies in, below this one. */
    private Optional<Path> linkAbove(String name) {
        for (int end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
            Path above = folder.resolve(name.substring(0, end));
            if (Files.isSymbolicLink(above)) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    private static void write(Copy copy, Path file) throws IOException {
        if (copy instanceof Copy.OfLink link) {
            Files.createSymbolicLink(file, file.getFileSystem().getPath(link.target()));
            return;
        }
        Copy.OfContent content = (Copy.OfContent) copy;
        try (var bytes = content.content().open()) {
            Files.copy(bytes, file);
        }
        setMode(file, content.mode());
    }

    /** One problem for each file that is not as it would be rendered now. */
    List<Problem> differences() {
        List<Problem> problems = new ArrayList<>();
        texts.forEach((name, file) -> difference(name, file).ifPresent(problems::add));
        copies.forEach((name, copy) -> difference(name, copy).ifPresent(problems::add));
        leftBehind()
                .forEach(file -> problems.add(outOfDate(file)
                        .why("it is not rendered any more")
                        .remedy("delete it, or run `pyflink:render`")));
        return problems;
    }

    private Optional<Problem> difference(String name, RenderedFile file) {
        Path path = folder.resolve(name);
        Optional<Path> link = linkAbove(name).or(() -> Optional.of(path).filter(Files::isSymbolicLink));
        if (link.isPresent()) {
            return Optional.of(unread(path, link.get()));
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(missing(path));
        }
        return textOf(path)
                .map(text -> difference(name, text, file.text()))
                .orElseGet(() -> Optional.of(rendered(outOfDate(path)
                        .why("it has more than %s, as no rendered text has".formatted(Sizes.text(TEXT_AT_MOST))))));
    }

    private Optional<Problem> difference(String name, String before, String after) {
        List<String> difference = Difference.of(name, before, after);
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        List<String> shown = difference.subList(0, Math.min(SHOWN_LINES, difference.size()));
        String why = shown.stream().map(RenderedFolder::shortened).collect(Collectors.joining("\n"));
        return Optional.of(rendered(outOfDate(folder.resolve(name)).why(why)));
    }

    private static String shortened(String line) {
        return line.length() > SHOWN_OF_LINE ? line.substring(0, SHOWN_OF_LINE) + "..." : line;
    }

    private Optional<Problem> difference(String name, Copy copy) {
        Path path = folder.resolve(name);
        Optional<Path> link = linkAbove(name);
        if (link.isPresent()) {
            return Optional.of(unread(path, link.get()));
        }
        if (!isFileOrLink(path)) {
            return Optional.of(missing(path));
        }
        try {
            return isAsCopied(path, copy)
                    ? Optional.empty()
                    : Optional.of(rendered(outOfDate(path).why("its content is another one")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a link leads to may be any file of this machine, and what is told here is read by many. */
    private Problem unread(Path path, Path link) {
        return outOfDate(path)
                .why("`%s` is a symbolic link, and what it leads to is not read"
                        .formatted(Slashes.between(folder, link)))
                .remedy("delete the link, run `mvn pyflink:render` and commit what it writes");
    }

    private static boolean isAsCopied(Path path, Copy copy) throws IOException {
        if (copy instanceof Copy.OfLink link) {
            return Files.isSymbolicLink(path)
                    && Slashes.in(Files.readSymbolicLink(path)).equals(link.target());
        }
        if (Files.isSymbolicLink(path)) {
            return false;
        }
        Content content = ((Copy.OfContent) copy).content();
        if (Files.size(path) != content.size()) {
            return false;
        }
        try (var bytes = content.open()) {
            return Sha256.of(path).equals(Sha256.of(bytes));
        }
    }

    private static boolean isFileOrLink(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(path);
    }

    private static Problem missing(Path path) {
        return rendered(outOfDate(path).why("it does not exist"));
    }

    private static Problem outOfDate(Path path) {
        return Problem.declaration("PYF-904", "`%s` is out of date".formatted(path));
    }

    private static Problem rendered(Problem problem) {
        return problem.remedy("run `mvn pyflink:render` and commit what it writes");
    }

    /** Empty where it is longer than any text that is rendered. */
    private static Optional<String> textOf(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(TEXT_AT_MOST + 1);
            return bytes.length > TEXT_AT_MOST
                    ? Optional.empty()
                    : Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.of("(no UTF-8 text)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NavigableSet<Path> leftBehind() {
        return inOwn(file -> isFileOrLink(file) && !isRendered(file));
    }

    /** A file may be rendered now where a folder was. */
    private void deleteEmptied() throws IOException {
        for (Path inner : inOwn(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .descendingSet()) {
            if (isEmpty(inner)) {
                Files.delete(inner);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private NavigableSet<Path> inOwn(Predicate<Path> wanted) {
        NavigableSet<Path> found = new TreeSet<>();
        for (String own : OWN) {
            Path root = folder.resolve(own);
            try (Stream<Path> walk =
                    Files.exists(root, LinkOption.NOFOLLOW_LINKS) ? Files.walk(root) : Stream.empty()) {
                walk.filter(wanted).forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private boolean isRendered(Path file) {
        String name = Slashes.between(folder, file);
        return texts.containsKey(name) || copies.containsKey(name);
    }

    private Path prepare(String name, DiskNames names) throws IOException {
        names.add(name);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        return file;
    }

    /** What a Dockerfile copies keeps its mode, whatever this machine's umask. */
    private static void setMode(Path file, int mode) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
            int bit = 0400;
            for (PosixFilePermission permission : PosixFilePermission.values()) {
                if ((mode & bit) != 0) {
                    permissions.add(permission);
                }
                bit >>= 1;
            }
            view.setPermissions(permissions);
        }
    }
}
