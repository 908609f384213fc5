package org.pyflinkimage.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.system.Interruption;
import org.pyflinkimage.system.SystemLock;

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

    private @Nullable SystemLock openLocked(Path file) {
        try {
            Files.createDirectories(folder);
            return awaitLock(SystemLock.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            return null; // A file system without locks: the work may be done twice.
        }
    }

    /** Taken, or not where the wait took too long; closed where it comes to neither. */
    private static SystemLock awaitLock(SystemLock lock) throws IOException {
        boolean done = false;
        try {
            long start = System.nanoTime();
            while (!lock.take() && System.nanoTime() - start < LONGEST_WAIT_NANOS) {
                Interruption.pause(PAUSE);
            }
            done = true;
            return lock;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /** A lock that is held until it is closed. */
    record Held(ReentrantLock lock, @Nullable SystemLock ofFile, Path file) implements AutoCloseable {

        @Override
        public void close() {
            try {
                if (ofFile != null) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                return; // Whoever has the lock next deletes it.
            } finally {
                if (ofFile != null) {
                    ofFile.close();
                }
                lock.unlock();
            }
        }
    }
}
