package org.pyflinkimage.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears whole or not at all, also where the process or the machine ends meanwhile: it is made under another name,
 * brought to the disk, and then takes its name, from an older file too.
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

    private final Path file;
    private final Path unfinished;

    private WholeFile(Path file, Path unfinished) {
        this.file = file;
        this.unfinished = unfinished;
    }

    /** A file that is made beside its place. */
    public static WholeFile at(Path file) {
        return madeIn(folderOf(file), "." + file.getFileName() + ".", file);
    }

    /** A file that is made in another folder of the same file system. */
    public static WholeFile madeIn(Path folder, Path file) {
        return madeIn(folder, "", file);
    }

    /** Several threads, processes and machines may make the same file. */
    private static WholeFile madeIn(Path folder, String prefix, Path file) {
        return new WholeFile(file, folder.resolve(prefix + UUID.randomUUID() + ".unfinished"));
    }

    /**
     * Lets the file appear; missing folders are made.
     *
     * @throws IOException where it cannot be made; an older file then stays as it is
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-521} where this thread is interrupted
     */
    public void make(Maker maker) throws IOException {
        try {
            createFolders(folderOf(file));
            createFolders(folderOf(unfinished));
            maker.make(unfinished);
            bringToDisk();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (ClosedByInterruptException e) {
            throw Interruption.of(e);
        } finally {
            delete();
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

    /** A file system may take the new name to the disk before the bytes. */
    private void bringToDisk() throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void delete() {
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
