package org.pyflinkimage.image;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.system.Pulse;
import org.pyflinkimage.system.Standstill;

/**
 * Ends calls in which nothing gets on, at the pace by which downloads are ended: a socket waits for each drop anew, and so without end. Of
 * what is sent more than that is waited for, as neither a slow line nor a registry at work shows what it does.
 */
final class Pace {

    /** So much of what was sent may still lie in the buffers of this machine and of others on the way. */
    private static final long UNSEEN = 1 << 20;

    /** Bytes in a second at which those empty: a slow line, which several uploads share. */
    private static final long SLOW_LINE = 20 << 10;

    /** Bytes in a second that a registry adds up, and puts where they stay, when it has all of a blob. */
    private static final long SLOW_REGISTRY = 1 << 20;

    private final Patience patience;
    private final Runnable end;
    private final Runnable waiting;

    private long progress;
    private long fresh;
    private long owed;
    private long sent;
    private long unanswered;
    private boolean running;
    private boolean told;
    private @Nullable String reason;

    /** A call, or several. */
    @FunctionalInterface
    interface Step<T, E extends Exception> {
        T run() throws IOException, E;
    }

    /** @param end breaks off whatever a call waits for, in another thread */
    Pace(Patience patience, Runnable end) {
        this(patience, end, () -> {});
    }

    /** @param waiting told where an answer to what was sent is waited for longer than for others */
    Pace(Patience patience, Runnable end, Runnable waiting) {
        this.patience = patience;
        this.end = end;
        this.waiting = waiting;
    }

    /**
     * Looks after a call.
     *
     * @throws TooSlow where it was ended
     */
    <T, E extends Exception> T keep(Step<T, E> call) throws IOException, E {
        return keep(0, call);
    }

    /**
     * Looks after calls that send something together.
     *
     * @param size how many bytes
     * @throws TooSlow where they were ended
     */
    <T, E extends Exception> T keep(long size, Step<T, E> calls) throws IOException, E {
        begin(size);
        Duration period = Duration.ofNanos(Math.max(patience.standstill().toNanos() / 60, 1_000_000));
        Pulse pulse = Pulse.every(period, this::look);
        try {
            return calls.run();
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
        moved(count);
    }

    /** Bytes have left this process. */
    synchronized void went(int count) {
        sent += count;
        unanswered += count;
        moved(count);
        if (isAllSent()) {
            getOn();
        }
    }

    /** One of the calls has its answer. */
    synchronized void answered() {
        unanswered = 0;
        getOn();
    }

    private void moved(int count) {
        fresh += count;
        if (fresh >= Standstill.NEXT_TO_NOTHING) {
            getOn();
        }
    }

    private void getOn() {
        fresh = 0;
        progress = patience.clock().getAsLong();
    }

    private synchronized void begin(long size) {
        owed = size;
        sent = 0;
        unanswered = 0;
        reason = null;
        told = false;
        running = true;
        getOn();
    }

    private synchronized void stop() {
        running = false;
    }

    /** Looks now; done again and again. */
    void look() {
        if (isDue()) {
            end.run();
        } else if (isToTell()) {
            waiting.run();
        }
    }

    private synchronized boolean isToTell() {
        boolean late = running && !told && isAllSent() && waited().compareTo(patience.standstill()) > 0;
        told |= late;
        return late;
    }

    private Duration waited() {
        return Duration.ofNanos(patience.clock().getAsLong() - progress);
    }

    private synchronized boolean isDue() {
        Duration waited = waited();
        boolean due = running && reason == null && waited.compareTo(longest()) > 0;
        if (due) {
            reason = wanting(Math.round(waited.toMillis() / 1e3));
        }
        return due;
    }

    private Duration longest() {
        long buffers = Math.min(unanswered, UNSEEN) * 1000 / SLOW_LINE;
        long work = isAllSent() ? sent * 1000 / SLOW_REGISTRY : 0;
        return patience.standstill().plusMillis(buffers + work);
    }

    private boolean isAllSent() {
        return sent > 0 && sent >= owed;
    }

    private String wanting(long seconds) {
        if (isAllSent()) {
            return "no answer to %s bytes that were sent came in %s s".formatted(sent, seconds);
        }
        return "less than %s KiB of what %s in %s s"
                .formatted(Standstill.NEXT_TO_NOTHING >> 10, sent > 0 ? "is sent went" : "was asked for came", seconds);
    }

    /** Why it was ended comes before that it was; the next try would be as slow. */
    private synchronized void requireNotEnded(Exception failure) throws TooSlow {
        if (reason != null) {
            throw failure instanceof TooSlow inner ? inner : new TooSlow(reason, failure);
        }
    }

    /** Nothing got on. */
    static final class TooSlow extends IOException {

        private static final long serialVersionUID = 1;

        TooSlow(String message, Exception cause) {
            super(message, cause);
        }
    }
}
