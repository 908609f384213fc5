package org.pyflinkimage.image;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.system.Pulse;
import org.pyflinkimage.system.Standstill;

/**
 * Ends calls whose answer comes in drops, at the pace by which downloads are ended: a socket waits for each drop anew, and so without
 * end.
 */
final class Pace {

    private final Duration standstill;
    private final LongSupplier clock;
    private final Runnable end;

    private long progress;
    private long fresh;
    private boolean running;
    private @Nullable String reason;

    /** A call. */
    @FunctionalInterface
    interface Step<T, E extends Exception> {
        T run() throws IOException, E;
    }

    /** @param end breaks off whatever a call waits for, in another thread */
    Pace(Duration standstill, LongSupplier clock, Runnable end) {
        this.standstill = standstill;
        this.clock = clock;
        this.end = end;
    }

    /**
     * Looks after a call.
     *
     * @throws TooSlow where it was ended
     */
    <T, E extends Exception> T keep(Step<T, E> call) throws IOException, E {
        begin();
        Duration period = Duration.ofNanos(Math.max(standstill.toNanos() / 60, 1_000_000));
        Pulse pulse = Pulse.every(period, this::look);
        try {
            return call.run();
        } catch (Exception e) {
            requireNotEnded(e);
            throw e;
        } finally {
            pulse.close();
            stop();
        }
    }

    /** Bytes of an answer have come. */
    synchronized void came(int count) {
        fresh += count;
        if (fresh >= Standstill.NEXT_TO_NOTHING) {
            fresh = 0;
            progress = clock.getAsLong();
        }
    }

    private synchronized void begin() {
        progress = clock.getAsLong();
        fresh = 0;
        reason = null;
        running = true;
    }

    private synchronized void stop() {
        running = false;
    }

    /** Looks now; done again and again. */
    void look() {
        if (isDue()) {
            end.run();
        }
    }

    private synchronized boolean isDue() {
        long waited = clock.getAsLong() - progress;
        boolean due = running && reason == null && waited > standstill.toNanos();
        if (due) {
            reason = "less than %s KiB of what was asked for came in %s s"
                    .formatted(Standstill.NEXT_TO_NOTHING >> 10, Math.round(waited / 1e9));
        }
        return due;
    }

    /** Why it was ended comes before that it was; the next try would be as slow. */
    private synchronized void requireNotEnded(Exception failure) throws TooSlow {
        if (reason != null) {
            throw failure instanceof TooSlow inner ? inner : new TooSlow(reason, failure);
        }
    }

    /** An answer came in drops. */
    static final class TooSlow extends IOException {

        private static final long serialVersionUID = 1;

        TooSlow(String message, Exception cause) {
            super(message, cause);
        }
    }
}
