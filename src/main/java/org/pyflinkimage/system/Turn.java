package org.pyflinkimage.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The turn to do something that is done one at a time: by one thread of this process, of whichever class loader, and by one process
 * of this machine. However a process ends, the next one has its turn then.
 *
 * <p>The file of the lock stays: whoever deleted it could let two have their turn, each with a lock on a file of that name.
 */
public final class Turn {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String TAKEN = "taken";

    private final Path file;
    private final String name;
    private final Runnable waiting;
    private boolean told;
    private @Nullable SystemLock lock;

    private Turn(Path file, Runnable waiting) {
        this.file = file;
        // The system gives up all locks of a process on a file when the process closes one of its channels to it, so
        // that only
        // one may be open. Class loaders have nothing to agree upon by but what the JVM itself keeps.
        this.name = "org.pyflinkimage.turn " + file.toAbsolutePath().normalize();
        this.waiting = waiting;
    }

    /**
     * Waits for the turn that a file stands for, and does the work; where no such file can be made or locked, only threads of this
     * process wait for each other.
     *
     * @param file the lock's own, made where it is missing
     * @param waiting done once where somebody else has the turn
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-521} where this thread is interrupted while it waits
     */
    public static <T> T take(Path file, Runnable waiting, Supplier<T> work) {
        Turn turn = new Turn(file, waiting);
        turn.await();
        try {
            turn.lock();
            return work.get();
        } finally {
            turn.end();
        }
    }

    private void await() {
        while (System.getProperties().putIfAbsent(name, TAKEN) != null) {
            pause();
        }
    }

    private void lock() {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            lock = SystemLock.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Who else has it in this JVM does not know of turns.
            while (!lock.take()) {
                pause();
            }
        } catch (IOException e) {
            return; // A folder that is not to be written, or a file system without locks.
        }
    }

    private void pause() {
        if (!told) {
            told = true;
            waiting.run();
        }
        Interruption.pause(PAUSE);
    }

    private void end() {
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            System.getProperties().remove(name);
        }
    }
}
