package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TurnTest {

    @TempDir
    private Path folder;

    private final AtomicInteger waits = new AtomicInteger();

    @Test
    void workIsDoneAndSaysWhatCameOfIt() {
        assertThat(take(() -> "done")).isEqualTo("done");

        assertThat(file()).isEmptyFile();
        assertThat(waits).hasValue(0);
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.contains(file().toString()));
    }

    @Test
    void failedWorkGivesTheTurnBack() {
        assertThatThrownBy(() -> take(() -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(take(() -> "next")).isEqualTo("next");
        assertThat(waits).hasValue(0);
    }

    @Test
    void fileIsLockedMeanwhileAndFreeAfterwards() throws IOException {
        assertThat(take(this::isFree)).isFalse();
        assertThat(isFree()).isTrue();
    }

    @Test
    void secondThreadWaitsAndIsToldOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Thread first = thread(() -> take(() -> {
            begun.countDown();
            await(released);
            return "";
        }));
        await(begun);
        AtomicReference<String> second = new AtomicReference<>("waiting");
        Thread other = thread(() -> second.set(take(() -> "done")));
        while (waits.get() == 0) {
            Thread.onSpinWait();
        }
        Thread.sleep(100);

        assertThat(second).hasValue("waiting");
        assertThat(waits).hasValue(1);
        released.countDown();
        first.join();
        other.join();
        assertThat(second).hasValue("done");
    }

    @Test
    void lockThatSomebodyElseHoldsIsWaitedFor() throws IOException, InterruptedException {
        AtomicReference<String> result = new AtomicReference<>("waiting");
        Thread waiting;
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            waiting = thread(() -> result.set(take(() -> "done")));
            while (waits.get() == 0) {
                Thread.onSpinWait();
            }
            assertThat(held.isValid()).isTrue();
            assertThat(result).hasValue("waiting");
        }
        waiting.join();
        assertThat(result).hasValue("done");
    }

    @Test
    void interruptedWaitGivesUpAndLeavesTheTurnToTheOther() throws IOException, InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            Thread waiting = thread(() -> take(() -> "never"), failure);
            while (waits.get() == 0) {
                Thread.onSpinWait();
            }
            waiting.interrupt();
            waiting.join();
            assertThat(held.isValid()).isTrue();
        }

        assertThat(failure.get()).hasMessageContaining("PYF-521");
        assertThat(take(() -> "next")).isEqualTo("next");
    }

    @Test
    void folderThatCannotBeMadeKeepsNobodyFromWorking() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("file"), "");

        assertThat(Turn.<String>take(noFolder.resolve("turn"), waits::incrementAndGet, () -> "done"))
                .isEqualTo("done");
    }

    private boolean isFree() {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private <T> T take(Supplier<T> work) {
        return Turn.take(file(), waits::incrementAndGet, work);
    }

    private Path file() {
        return folder.resolve("turn");
    }

    private static Thread thread(Runnable work) {
        return thread(work, new AtomicReference<>());
    }

    private static Thread thread(Runnable work, AtomicReference<Throwable> failure) {
        Thread thread = new Thread(work);
        thread.setUncaughtExceptionHandler((ended, thrown) -> failure.set(thrown));
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
