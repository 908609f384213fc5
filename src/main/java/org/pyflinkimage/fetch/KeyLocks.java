package org.pyflinkimage.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.system.Interruption;

/**
 * Locks by key, for threads and processes. They only spare two builds the same work: files appear by renaming, so that nothing goes
 * wrong where a file system knows no locks.
 */
final class KeyLocks {

    private static final long LONGEST_WAIT_NANOS = 15L * 60 * 1_000_000_000;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path folder;

    KeyLocks(Path folder) {
        this.folder = folder;
    }

    /** Waits until nobody else holds the key's lock. */
    Held lock(String key) {
        Path file = folder.resolve(key);
        ReentrantLock mine = LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
        return Interruption.await(() -> {
            mine.lockInterruptibly();
            return held(mine, file);
        });
    }

    /** Adds the file's lock to the thread's, or gives that one back. */
    private Held held(ReentrantLock mine, Path file) {
        boolean done = false;
        try {
            Held held = new Held(mine, mine.getHoldCount() > 1 ? null : openLocked(file), file);
            done = true;
            return held;
        } finally {
            if (!done) {
                mine.unlock();
            }
        }
    }

    private @Nullable FileChannel openLocked(Path file) {
        try {
            Files.createDirectories(folder);
            return awaitLock(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            return null; // A file system without locks: the work may be done twice.
        }
    }

    /** The channel with its lock, or without where the wait took too long; closed where it comes to neither. */
    private static FileChannel awaitLock(FileChannel channel) throws IOException {
        boolean done = false;
        try {
            long start = System.nanoTime();
            while (!tryLock(channel) && System.nanoTime() - start < LONGEST_WAIT_NANOS) {
                Interruption.pause(PAUSE);
            }
            done = true;
            return channel;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            // Held until the channel is closed.
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // Another class loader of this JVM has it.
        }
    }

    /** A lock that is held until it is closed. */
    record Held(ReentrantLock lock, @Nullable FileChannel channel, Path file) implements AutoCloseable {

        @Override
        public void close() {
            try {
                if (channel != null) {
                    Files.deleteIfExists(file);
                    channel.close();
                }
            } catch (IOException e) {
                return; // The system gives the lock back at the latest when this process ends.
            } finally {
                lock.unlock();
            }
        }
    }
}
