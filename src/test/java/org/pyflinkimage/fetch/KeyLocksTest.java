package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.value.PyFlinkException;

@Timeout(60)
class KeyLocksTest {

    @TempDir
    private Path folder;

    @Test
    void whoIsInterruptedWhileWaitingGivesTheLockBack() throws Exception {
        KeyLocks locks = new KeyLocks(folder);
        Path file = folder.resolve("key");
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = other.lock()) {
            Thread waiting = new Thread(() -> {
                try (KeyLocks.Held lock = locks.lock("key")) {
                    failure.completeExceptionally(new AssertionError("nobody gave it: " + lock));
                } catch (PyFlinkException e) {
                    failure.complete(e);
                }
            });
            waiting.start();
            long start = System.nanoTime();
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
                Thread.sleep(1);
            }
            waiting.interrupt();

            assertThat(failure.get(30, TimeUnit.SECONDS)).hasMessageContaining("PYF-521");
            assertThat(openings(file)).isLessThanOrEqualTo(1);
            assertThat(held.isValid()).isTrue();
        }

        assertThat(CompletableFuture.supplyAsync(() -> locked(locks)).get(30, TimeUnit.SECONDS))
                .isTrue();
    }

    private static boolean locked(KeyLocks locks) {
        try (KeyLocks.Held held = locks.lock("key")) {
            return held.lock().isHeldByCurrentThread();
        }
    }

    /** How often this process has the file open; none where the system does not tell. */
    private static long openings(Path file) throws Exception {
        Path own = Path.of("/proc/self/fd");
        if (!Files.isDirectory(own)) {
            return 0;
        }
        Path real = file.toRealPath();
        try (Stream<Path> open = Files.list(own)) {
            return open.filter(link -> leadsTo(link, real)).count();
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
