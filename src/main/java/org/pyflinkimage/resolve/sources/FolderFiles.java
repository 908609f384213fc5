package org.pyflinkimage.resolve.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a folder, by their paths with slashes from it. No link in it is followed and no path leads out of it: what asks for
 * either is refused.
 */
final class FolderFiles {

    /** More than any project of pure Python has. */
    private static final int FILES_AT_MOST = 50_000;

    /** No system opens longer ones. */
    private static final int PATH_AT_MOST = 4096;

    private static final long BYTES_AT_MOST = 256L << 20;
    private static final int TEXT_AT_MOST = 16 << 20;

    /** Of a file that says what becomes of the others: some of what it says is read more than once. */
    private static final int SETTINGS_AT_MOST = 1 << 20;

    /** Of all texts together: a file may be named as often as there is room for its name. */
    private static final long TEXTS_AT_MOST = 64 << 20;

    private static final Pattern EMPTY = Pattern.compile("(^|(?<=/))(\\./|/+)");
    private static final Pattern END = Pattern.compile("(^|/)\\.?$");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

    /** Never part of a distribution, and often large. */
    private static final Set<String> PASSED_OVER = Set.of(
            "__pycache__",
            ".git",
            ".hg",
            ".svn",
            ".tox",
            ".nox",
            ".venv",
            ".mypy_cache",
            ".ruff_cache",
            ".pytest_cache");

    private final Path root;
    private final Map<String, SortedSet<String>> listings = new HashMap<>();
    private final Map<String, Optional<BasicFileAttributes>> known = new HashMap<>();
    private final Comparisons comparisons = new Comparisons();
    private final Optional<SdistFolder.Unpacked> archive;
    private int seen;
    private long read;

    FolderFiles(Path root) {
        this(root, Optional.empty());
    }

    /** @param archive what lies there out of an archive, which says what the file system does not */
    FolderFiles(Path root, SdistFolder.Unpacked archive) {
        this(root, Optional.of(archive));
    }

    private FolderFiles(Path root, Optional<SdistFolder.Unpacked> archive) {
        this.root = root;
        this.archive = archive;
    }

    Path root() {
        return root;
    }

    /**
     * Where a path of it lies on disk.
     *
     * @throws InvalidPathException where no file of this system has such a name
     */
    Path place(String path) {
        return root.resolve(archive.map(from -> from.names().onDisk(path)).orElse(path));
    }

    /** Whether they come out of a source distribution, which its publisher described. */
    boolean arePublished() {
        return archive.isPresent();
    }

    /** Counts what is compared with these files. */
    Comparisons comparisons() {
        return comparisons;
    }

    /** Whether no path or name of a project is so long. */
    static boolean isTooLong(String written) {
        return written.length() > PATH_AT_MOST;
    }

    /** For a message. */
    static String shortened(String written) {
        return printable(isTooLong(written) ? written.substring(0, 40) + "..." : written);
    }

    /**
     * A path of a project's settings in one form: {@code ""} for the folder itself.
     *
     * @throws NeedsRunning where it leads out of the folder
     */
    static String clean(String written) {
        if (isTooLong(written)) {
            throw new NeedsRunning("`%s` in its settings is longer than any path".formatted(shortened(written)));
        }
        String path = END.matcher(EMPTY.matcher(written.replace('\\', '/')).replaceAll(""))
                .replaceFirst("");
        boolean leadsOut = written.startsWith("/")
                || DRIVE.matcher(written).lookingAt()
                || Stream.of(path.split("/", -1)).anyMatch(".."::equals)
                || path.chars().anyMatch(Character::isISOControl);
        if (leadsOut) {
            throw new NeedsRunning("`%s` in its settings leads out of the folder".formatted(printable(written)));
        }
        return path;
    }

    /** Joins two cleaned paths. */
    static String join(String folder, String name) {
        return folder.isEmpty() ? name : name.isEmpty() ? folder : folder + "/" + name;
    }

    /** @throws NeedsRunning where it is one by a link */
    boolean isFile(String path) {
        return isFileItself(path) || (seemsFile(path) && isRefused(path));
    }

    /** @throws NeedsRunning where it is one by a link */
    boolean isFolder(String path) {
        return isFolderItself(path) || (!isFileItself(path) && seemsFolder(path) && isRefused(path));
    }

    private boolean isFileItself(String path) {
        return attributes(path).filter(BasicFileAttributes::isRegularFile).isPresent();
    }

    /** Whether it is one without a link. */
    boolean isFolderItself(String path) {
        return attributes(path).filter(BasicFileAttributes::isDirectory).isPresent();
    }

    /** What a build backend sees, which follows links. */
    boolean seemsFile(String path) {
        return resolved(path).filter(Files::isRegularFile).isPresent();
    }

    /** What a build backend sees, which follows links. */
    boolean seemsFolder(String path) {
        return resolved(path).filter(Files::isDirectory).isPresent();
    }

    private Optional<Path> resolved(String path) {
        try {
            return Optional.of(place(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isRefused(String path) {
        throw new NeedsRunning("`%s` in it is a link, and no link is followed".formatted(path));
    }

    /** The names of what lies directly in a folder, sorted; none where there is no such folder. */
    SortedSet<String> names(String folder) {
        SortedSet<String> listed = listings.get(folder);
        if (listed == null) {
            listed = isFolder(folder) ? listed(folder) : Collections.emptySortedSet();
            listings.put(folder, listed);
        }
        return listed;
    }

    private SortedSet<String> listed(String folder) {
        SortedSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place(folder))) {
            for (Path entry : entries) {
                String onDisk = String.valueOf(entry.getFileName());
                String name = archive.map(from -> from.names().ofDisk(onDisk)).orElse(onDisk);
                if (++seen > FILES_AT_MOST) {
                    throw new NeedsRunning("it has more than %s files".formatted(FILES_AT_MOST));
                }
                if (!PASSED_OVER.contains(name)) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            throw unreadable(folder);
        }
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * All files in a folder and below, sorted; of a file itself, that file. A link among them stands as a file.
     *
     * @throws NeedsRunning where it is or has a link to a folder, in which files might be meant; at the top of all such a link may well be
     *     for something else
     */
    SortedSet<String> below(String folder) {
        SortedSet<String> found = new TreeSet<>();
        if (isFileItself(folder)) {
            comparisons.look(folder);
            found.add(folder);
        }
        collect(folder, found);
        return found;
    }

    private void collect(String folder, Set<String> found) {
        for (String name : names(folder)) {
            String path = join(folder, name);
            comparisons.look(path);
            if (folder.isEmpty() ? isFolderItself(path) : isFolder(path)) {
                collect(path, found);
            } else {
                found.add(path);
            }
        }
    }

    /** The text of a file; empty where there is none. */
    Optional<String> text(String path) {
        return text(path, TEXT_AT_MOST);
    }

    /** The text of a file of settings; empty where there is none. */
    Optional<String> settings(String path) {
        return text(path, SETTINGS_AT_MOST);
    }

    private Optional<String> text(String path, int atMost) {
        if (!isFile(path)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(place(path), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = stream.readNBytes(atMost + 1);
            if (bytes.length > atMost) {
                throw new NeedsRunning("`%s` in it has more than %s MiB".formatted(path, atMost >> 20));
            }
            read += bytes.length;
            if (read > TEXTS_AT_MOST) {
                throw new NeedsRunning(
                        "the texts that its settings name have more than %s MiB".formatted(TEXTS_AT_MOST >> 20));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new NeedsRunning("`%s` in it is not written in UTF-8".formatted(path));
        } catch (IOException e) {
            throw unreadable(path);
        }
    }

    /** @throws NeedsRunning where a file cannot be part of a wheel: a link, no regular file, too large, or of no name that all systems have */
    void requireTaken(String path) {
        if (path.chars().anyMatch(c -> c == '\uFFFD' || c == '\\' || Character.isISOControl(c))) {
            throw new NeedsRunning(
                    "the name of `%s` in it is no text in UTF-8 that every system has".formatted(printable(path)));
        }
        if (!isFileItself(path)) {
            throw new NeedsRunning(
                    Files.isSymbolicLink(place(path))
                            ? "`%s` in it is a link, and no link is followed".formatted(path)
                            : "`%s` in it is no file".formatted(path));
        }
        try {
            if (Files.size(place(path)) > BYTES_AT_MOST) {
                throw new NeedsRunning("`%s` in it has more than %s MiB".formatted(path, BYTES_AT_MOST >> 20));
            }
        } catch (IOException e) {
            throw unreadable(path);
        }
    }

    /** Whether its owner may run a file; never where the file system does not say. */
    boolean isExecutable(String path) {
        if (archive.isPresent()) {
            return archive.get().programs().contains(path);
        }
        Path file = place(path);
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                            .contains(PosixFilePermission.OWNER_EXECUTE);
        } catch (IOException e) {
            throw unreadable(path);
        }
    }

    /** What a path is, where no link leads to it. */
    private Optional<BasicFileAttributes> attributes(String path) {
        Optional<BasicFileAttributes> attributes = known.get(path);
        if (attributes == null) {
            int slash = path.lastIndexOf('/');
            boolean reached = path.length() <= PATH_AT_MOST
                    && (path.isEmpty()
                            || attributes(path.substring(0, Math.max(slash, 0))).isPresent());
            attributes = reached ? read(path) : Optional.empty();
            known.put(path, attributes);
        }
        return attributes;
    }

    /** Of one whose folder no link leads to. */
    private Optional<BasicFileAttributes> read(String path) {
        LinkOption[] options = path.isEmpty() ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        try {
            return Optional.of(Files.readAttributes(place(path), BasicFileAttributes.class, options))
                    .filter(attributes -> !attributes.isSymbolicLink());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static NeedsRunning unreadable(String path) {
        return new NeedsRunning("`%s` in it cannot be read".formatted(path.isEmpty() ? "." : path));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
