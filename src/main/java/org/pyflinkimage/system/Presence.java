package org.pyflinkimage.system;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's presence in a folder, so that nobody clears it meanwhile: a file of his own that stays locked until he leaves.
 * However his process ends, the system gives up the lock, and the file that is left counts for nothing.
 *
 * <p>A single file that all lock together would not do. A lock belongs to the process, and goes with the first channel to the
 * file that is closed in it: of several builds in one JVM, the first to end would take the others' lock along.
 */
public final class Presence implements AutoCloseable {

    private static final String ENDING = ".present";

    /** The file by which those who come and go take turns. */
    static final String TURN = "turn";

    /** Before the name of a file whose owner is in this JVM, in whichever class loader: it must not be opened once more. */
    private static final String HERE = "org.pyflinkimage.presence ";

    private final Path file;
    private final @Nullable SystemLock lock;

    private Presence(Path file, @Nullable SystemLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Enters, as soon as nobody is there {@linkplain #alone alone}. Where no such file can be made or locked, nobody knows of it.
     *
     * @param folder for the files of those who are present, made where it is missing
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-521} where this thread is interrupted while it waits
     */
    public static Presence enter(Path folder) {
        return inTurn(folder, () -> locked(folder));
    }

    /**
     * Does work that nobody else may be present at: who would enter meanwhile waits.
     *
     * @return what the work comes to; empty, and nothing done, where somebody is present, or where it cannot be known
     */
    public static <T> Optional<T> alone(Path folder, Supplier<T> work) {
        return inTurn(folder, () -> {
            try (Presence own = locked(folder)) {
                return own.lock == null || own.hasOthers(folder) ? Optional.empty() : Optional.of(work.get());
            }
        });
    }

    /** Whether somebody is present in a folder, or was and left without a word. */
    static boolean hasSign(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ENDING)) {
            return all.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static <T> T inTurn(Path folder, Supplier<T> work) {
        return Turn.take(folder.resolve(TURN), () -> {}, work);
    }

    private static Presence locked(Path folder) {
        Path file = folder.resolve(UUID.randomUUID() + ENDING);
        System.setProperty(HERE + file.getFileName(), "");
        Presence presence = new Presence(file, open(file));
        if (presence.lock == null) {
            presence.close();
        }
        return presence;
    }

    private static @Nullable SystemLock open(Path file) {
        try {
            SystemLock lock = SystemLock.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return isTaken(lock) ? lock : null;
        } catch (IOException e) {
            return null; // A folder that is not to be written, or a file system without locks.
        }
    }

    /** Takes a lock, or closes it. */
    private static boolean isTaken(SystemLock lock) throws IOException {
        boolean taken = false;
        try {
            taken = lock.take();
            return taken;
        } finally {
            if (!taken) {
                lock.close();
            }
        }
    }

    private boolean hasOthers(Path folder) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path other : all) {
                if (!other.endsWith(String.valueOf(file.getFileName())) && isPresent(other)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return true;
        }
    }

    /** Who left without a word is forgotten. */
    private static boolean isPresent(Path other) throws IOException {
        if (System.getProperty(HERE + other.getFileName()) != null) {
            return true;
        }
        // Others' files may be read, at best.
        try (SystemLock lock = SystemLock.open(other, StandardOpenOption.READ)) {
            if (!lock.takeShared()) {
                return true;
            }
        } catch (NoSuchFileException e) {
            return false;
        }
        delete(other);
        return false;
    }

    /** Leaves. */
    @Override
    public void close() {
        delete(file);
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            System.clearProperty(HERE + file.getFileName());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return; // It is not locked any more, or nobody made it.
        }
    }
}
