package org.pyflinkimage.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that appears whole or not at all, also where the process or the machine ends meanwhile: it is made under another name,
 * brought to the disk, and then takes its name, from an older file too. What a process that is killed leaves of it the next one that
 * makes it deletes, once that is old enough to be nobody's.
 */
public final class WholeFile {

    /** Makes a file. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Makes it under the name that it has until it is whole.
         *
         * @param file does not exist yet
         */
        void make(Path file) throws IOException;
    }

    /** What nobody has written to for so long belongs to a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final String ENDING = ".unfinished";

    private final Path file;
    private final Path folder;
    private final String prefix;

    private WholeFile(Path file, Path folder, String prefix) {
        this.file = file;
        this.folder = folder;
        this.prefix = prefix;
    }

    /** A file that is made beside its place. */
    public static WholeFile at(Path file) {
        return new WholeFile(file, folderOf(file), "." + file.getFileName() + ".");
    }

    /** A file that is made in another folder of the same file system. */
    public static WholeFile madeIn(Path folder, Path file) {
        return new WholeFile(file, folder, "");
    }

    /** Deletes what killed processes left of files that were to be made in a folder. */
    public static void sweep(Path folder) {
        sweep(folder, "");
    }

    /** Deletes what killed processes left of this file; {@link #make} does it too where it is made beside its place. */
    public void sweep() {
        sweep(folder, prefix);
    }

    private static void sweep(Path folder, String prefix) {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, file -> isUnfinished(file, prefix))) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // Somebody else sweeps it, now or later.
        }
    }

    private static boolean isUnfinished(Path file, String prefix) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(prefix) && name.endsWith(ENDING);
    }

    /**
     * Lets the file appear; missing folders are made.
     *
     * @throws IOException where it cannot be made; an older file then stays as it is
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-521} where this thread is interrupted
     */
    public void make(Maker maker) throws IOException {
        // Several threads, processes and machines may make the same file.
        Path unfinished = folder.resolve(prefix + UUID.randomUUID() + ENDING);
        AtExit atExit = AtExit.run(() -> delete(unfinished));
        try {
            createFolders(folderOf(file));
            createFolders(folder);
            if (!prefix.isEmpty()) {
                sweep();
            }
            maker.make(unfinished);
            bringToDisk(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (ClosedByInterruptException e) {
            throw Interruption.of(e);
        } finally {
            delete(unfinished);
            atExit.forget();
        }
    }

    /** The same for a file of bytes that are written one after another. */
    public void write(Bytes bytes) throws IOException {
        make(path -> {
            try (OutputStream out = Files.newOutputStream(path)) {
                bytes.writeTo(out);
            }
        });
    }

    /** Makes a file of another one's bytes. Its mode stays behind: one that may not be written cannot be brought to the disk. */
    public static void copy(Path from, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Files.copy(from, out);
        }
    }

    /** A file system may take the new name to the disk before the bytes. */
    private static void bringToDisk(Path unfinished) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void delete(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            return; // Whoever comes next makes another one, and why this one failed matters more.
        }
    }

    private static Path folderOf(Path path) {
        return path.toAbsolutePath().resolveSibling("");
    }

    /** A link to a folder is a folder too. */
    private static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }
}
