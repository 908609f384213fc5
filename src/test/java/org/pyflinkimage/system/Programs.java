package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What tests of programs that run wait for, none of it without end. */
final class Programs {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Programs() {}

    /** A thread that waits for a program. */
    static final class Caller {

        private final Thread thread;
        private volatile @Nullable Throwable thrown;
        private volatile boolean interrupted;

        private Caller(Callable<?> call) {
            thread = new Thread(() -> {
                thrown = catchThrowable(call::call);
                interrupted = Thread.currentThread().isInterrupted();
            });
            thread.start();
        }

        void interrupt() {
            thread.interrupt();
        }

        /** What the call ended with. */
        Throwable thrown() throws InterruptedException {
            thread.join(LONGEST.toMillis());
            assertThat(thread.isAlive()).isFalse();
            return Optional.ofNullable(thrown).orElseThrow();
        }

        /** Whether the thread was so when the call had ended. */
        boolean isInterrupted() {
            return interrupted;
        }
    }

    static Caller call(Callable<?> call) {
        return new Caller(call);
    }

    /** What a program writes into a file, which appears whole. */
    static String contentOf(Path file) throws IOException {
        long start = System.nanoTime();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime() - start).as("waiting for %s", file).isLessThan(LONGEST.toNanos());
            Interruption.pause(Duration.ofMillis(20));
        }
        return Files.readString(file).strip();
    }

    /** Waits until a program has ended. */
    static void awaitEnd(long pid) {
        Optional<ProcessHandle> program = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        assertThat(catchThrowable(() -> {
                    if (program.isPresent()) {
                        program.get().onExit().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
                    }
                }))
                .as("program %d ends", pid)
                .isNull();
    }
}
