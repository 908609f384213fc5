package org.pyflinkimage.system;

import java.time.Duration;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** The one way in which interrupted work ends: its thread stays interrupted, and a problem says why nothing came of the work. */
public final class Interruption {

    /** Something that waits. */
    @FunctionalInterface
    public interface Wait<T, E extends Exception> {
        T end() throws E, InterruptedException;
    }

    private Interruption() {}

    /**
     * What was waited for.
     *
     * @throws PyFlinkException {@code PYF-521} where this thread is interrupted
     */
    public static <T, E extends Exception> T await(Wait<T, E> wait) throws E {
        try {
            return wait.end();
        } catch (InterruptedException e) {
            throw of(e);
        }
    }

    /**
     * Waits.
     *
     * @throws PyFlinkException {@code PYF-521} where this thread is interrupted
     */
    public static void pause(Duration duration) {
        await(() -> {
            Thread.sleep(duration.toMillis());
            return duration;
        });
    }

    /**
     * Ends work that waits for nothing, and so would not notice.
     *
     * @throws PyFlinkException {@code PYF-521} where this thread is interrupted
     */
    public static void requireNone() {
        if (Thread.currentThread().isInterrupted()) {
            throw problem().toException();
        }
    }

    /** What is thrown where an exception means that this thread was interrupted; it stays so. */
    public static PyFlinkException of(Exception cause) {
        Thread.currentThread().interrupt();
        return problem().toException(cause);
    }

    static Problem problem() {
        return Problem.environment("PYF-521", "The build was interrupted");
    }
}
