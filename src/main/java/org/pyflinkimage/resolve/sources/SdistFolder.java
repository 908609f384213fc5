package org.pyflinkimage.resolve.sources;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pyflinkimage.python.SdistReader;

/** Unpacks a source distribution that nobody has looked at, within bounds, so that it is the same folder on every machine. */
final class SdistFolder implements SdistReader.FileVisitor {

    /** Larger ones have more in them than pure Python. */
    private static final Bounds USUAL = new Bounds(512L << 20, 50_000);

    /** In characters, and in folders. */
    private static final int PATH_AT_MOST = 1000;

    private static final int DEPTH_AT_MOST = 60;

    /** As Linux follows them. */
    private static final int LINKS_AT_MOST = 40;

    /** Names that some system has no file of. */
    private static final Pattern ODD = Pattern.compile(
            "[<>:\"|?*\\\\\\x00-\\x1f\\x7f\uFFFD]|[. ](/|$)|(?i)(^|/)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.[^/]*)?(/|$)");

    /**
     * How much is unpacked at most.
     *
     * @param entries files and folders: a file's path alone may bring many of these
     */
    record Bounds(long bytes, int entries) {}

    /**
     * What was unpacked.
     *
     * @param programs the files that may be run, by their paths
     * @param names what files are called on disk
     */
    record Unpacked(Set<String> programs, PlainNames names) {}

    private final Path folder;
    private final PlainNames names = new PlainNames();
    private final Set<String> programs = new HashSet<>();
    private final Map<String, String> spellings = new HashMap<>();
    private final Set<String> files = new HashSet<>();
    private final SortedMap<String, String> links = new TreeMap<>();
    private int count;
    private final Bounds bounds;
    private long left;

    private SdistFolder(Path folder, Bounds bounds) {
        this.folder = folder;
        this.bounds = bounds;
        this.left = bounds.bytes();
    }

    /**
     * Puts the files of a source distribution into an empty folder, by {@linkplain PlainNames names that every disk has}.
     *
     * @throws NeedsRunning where it has what is the same nowhere or on few machines
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-454} where the archive has what none should have
     * @throws IOException where the folder cannot be written
     */
    static Unpacked unpack(String title, Path sdist, Path folder) throws IOException {
        return unpack(title, sdist, folder, USUAL);
    }

    /** The same within other bounds. */
    static Unpacked unpack(String title, Path sdist, Path folder, Bounds bounds) throws IOException {
        SdistFolder unpacked = new SdistFolder(folder, bounds);
        try {
            SdistReader.strict(title, sdist).forEachFile(unpacked);
            unpacked.follow();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IOException e) {
            throw new NeedsRunning("its archive cannot be read");
        }
        return new Unpacked(unpacked.programs, unpacked.names);
    }

    @Override
    public void visit(String path, boolean executable, InputStream stream) throws IOException {
        if (ODD.matcher(path).find()) {
            throw new NeedsRunning(
                    "the name of `%s` in it is one that not every system has".formatted(FolderFiles.shortened(path)));
        }
        count();
        String plain = names.onDisk(path);
        if (plain.length() > PATH_AT_MOST || path.chars().filter(c -> c == '/').count() > DEPTH_AT_MOST) {
            throw new NeedsRunning("`%s` in it lies too deep".formatted(FolderFiles.shortened(path)));
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (requireOneSpelling(path.substring(0, slash))) {
                count();
            }
        }
        requireOneSpelling(path);
        write(path, stream);
        files.add(path);
        if (executable) {
            programs.add(path);
        }
    }

    private void count() {
        if (++count > bounds.entries()) {
            throw new NeedsRunning("it has more than %s files and folders".formatted(bounds.entries()));
        }
    }

    @Override
    public void link(String path, String target, boolean symbolic) {
        count();
        String folder = symbolic && path.contains("/") ? path.replaceFirst("/[^/]*$", "") : "";
        links.put(path, within(folder, target).orElseThrow(() -> outside(path)));
    }

    /** A path from a folder on, in one form; empty where it leads out of all. */
    private static Optional<String> within(String folder, String target) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : FolderFiles.join(folder, target).split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return target.startsWith("/") ? Optional.empty() : Optional.of(String.join("/", parts));
    }

    private static NeedsRunning outside(String path) {
        return new NeedsRunning(
                "`%s` in it is a link that leads to no file in it".formatted(FolderFiles.shortened(path)));
    }

    /** Puts a file in the place of each link to one, as a wheel has it. */
    private void follow() throws IOException {
        for (Map.Entry<String, String> link : links.entrySet()) {
            String target = link.getValue();
            for (int steps = 0; links.containsKey(target) && steps < LINKS_AT_MOST; steps++) {
                target = links.get(target);
            }
            if (!files.contains(target)) {
                throw outside(link.getKey());
            }
            try (InputStream stream = Files.newInputStream(folder.resolve(names.onDisk(target)))) {
                visit(link.getKey(), programs.contains(target), stream);
            }
        }
    }

    /** Whether nothing of that path was there before. */
    private boolean requireOneSpelling(String path) {
        String known = spellings.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
        if (known != null && !known.equals(path)) {
            throw new NeedsRunning("it has `%s` in two spellings".formatted(FolderFiles.shortened(path)));
        }
        return known == null;
    }

    private void write(String path, InputStream stream) throws IOException {
        try (OutputStream target = target(path)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = stream.read(buffer); read > 0; read = stream.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new NeedsRunning("it unpacks to more than %s MiB".formatted(bounds.bytes() >> 20));
                }
                write(target, buffer, read);
            }
        }
    }

    /** What fails here is the disk, and not the archive. */
    private OutputStream target(String path) {
        try {
            Path file = folder.resolve(names.onDisk(path));
            Files.createDirectories(file.getParent());
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new NeedsRunning(
                    "`%s` in it is there twice, or cannot be unpacked".formatted(FolderFiles.shortened(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream target, byte[] buffer, int count) {
        try {
            target.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
