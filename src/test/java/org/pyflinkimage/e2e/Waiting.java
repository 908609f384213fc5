package org.pyflinkimage.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits that end. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How much longer than usual everything may take: where another machine's programs are emulated, ten times is right. */
    private static final int PATIENCE = Integer.getInteger("e2e.patience", 1);

    private Waiting() {}

    /** A limit as it is on this machine. */
    static Duration patiently(Duration limit) {
        return limit.multipliedBy(PATIENCE);
    }

    /**
     * Asks twice a second until there is an answer.
     *
     * @param state what to say of the state of things where no answer came in time
     */
    static <T> T until(String expectation, Duration limit, Supplier<Optional<T>> question, Supplier<String> state) {
        long end = System.nanoTime() + patiently(limit).toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.orElseThrow();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited %d s in vain: %s%n%s"
                        .formatted(patiently(limit).toSeconds(), expectation, state.get()));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
