package org.pyflinkimage.system;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file's lock, of which every process of the machine knows: had until it is closed, or until this process ends, however it does.
 *
 * <p>The system gives up all locks of a process on a file when the process closes one of its channels to it: who waits for the lock
 * keeps this one open.
 */
public final class SystemLock implements AutoCloseable {

    private final FileChannel channel;

    private SystemLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens a lock's file; that alone takes no lock. */
    public static SystemLock open(Path file, OpenOption... options) throws IOException {
        return new SystemLock(FileChannel.open(file, options));
    }

    /**
     * Takes the lock for this process alone.
     *
     * @return whether that could be done: not where somebody else has it, who may be in this JVM, in another class loader
     * @throws IOException where the file system knows no locks
     */
    public boolean take() throws IOException {
        return take(false);
    }

    /** Takes the lock together with others who do the same, for which the file need not be writable. */
    boolean takeShared() throws IOException {
        return take(true);
    }

    private boolean take(boolean shared) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Gives the lock back; where the system does not take it, it does so at the latest when this process ends. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // As it is said above.
        }
    }
}
