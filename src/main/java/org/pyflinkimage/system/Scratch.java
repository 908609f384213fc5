package org.pyflinkimage.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder of its owner alone that lives as long as one piece of work; gone when this process ends before that, too. */
public final class Scratch implements AutoCloseable {

    private final Path folder;
    private final AtExit atExit = AtExit.run(this::delete);

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /**
     * A folder among the system's temporary ones.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-506} to {@code PYF-508} where the disk does not take it
     */
    public static Scratch create() {
        return below(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The same in another folder. */
    static Scratch below(Path parent) {
        try {
            return new Scratch(Files.createTempDirectory(parent, "pyflink-"));
        } catch (IOException e) {
            throw DiskFailure.temporary(parent, e).toException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Where a file of that name lies, or is to lie. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** A new folder in it. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw DiskFailure.temporary(folder, e).toException(e);
        }
    }

    /** Writes a file of text. */
    public Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file that only its owner may read. */
    public Path write(String name, byte[] bytes) {
        Path file = folder.resolve(name);
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, ownersAlone())) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            return file;
        } catch (IOException e) {
            throw DiskFailure.temporary(folder, e).toException(e);
        }
    }

    @Override
    public void close() {
        delete();
        atExit.forget();
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            return; // Nobody else can read what is left, and the work is done.
        }
    }

    private static FileAttribute<?>[] ownersAlone() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
