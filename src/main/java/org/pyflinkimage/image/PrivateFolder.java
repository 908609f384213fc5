package org.pyflinkimage.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.value.Problem;

/** A folder of files that only their owner may read; gone after the work, and when this process ends before that. */
public final class PrivateFolder implements AutoCloseable {

    private final Path folder;
    private final Thread atExit = new Thread(this::delete, "pyflink-private-folder");

    private PrivateFolder(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A folder among the system's temporary ones. */
    public static PrivateFolder create() {
        try {
            return new PrivateFolder(Files.createTempDirectory("pyflink-private-"));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Where a file of that name lies, or is to lie. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Writes a file. */
    public Path write(String name, byte[] bytes) {
        Path file = folder.resolve(name);
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownersAlone())) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            return file;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // The process ends already.
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
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

    private static RuntimeException unwritable(IOException cause) {
        return Problem.environment("PYF-857", "temporary files cannot be written")
                .why(String.valueOf(cause))
                .remedy(
                        "room and rights in the folder for temporary files, or another one: `-Djava.io.tmpdir` in MAVEN_OPTS")
                .toException(cause);
    }
}
