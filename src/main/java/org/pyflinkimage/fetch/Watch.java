package org.pyflinkimage.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.system.Pulse;
import org.pyflinkimage.system.Standstill;

/**
 * Looks after one download, over all its attempts: says what is waited for, and ends the reading of a stream that has fallen silent or
 * comes in drops, which a socket alone would wait for without end.
 */
final class Watch implements AutoCloseable {

    private final Patience patience;
    private final Consumer<String> telling;
    private final LongSupplier clock;
    private final Pulse pulse;
    private final long begin;

    /** When enough had come for the last time, how much since, and whether that was told. */
    private long progress;

    private long fresh;
    private boolean told;

    /** When anything came for the last time. */
    private long sign;

    private @Nullable InputStream stream;
    private @Nullable String end;

    /** @param telling is told of long waits */
    Watch(Patience patience, Consumer<String> telling) {
        this(patience, telling, System::nanoTime);
    }

    Watch(Patience patience, Consumer<String> telling, LongSupplier clock) {
        this.patience = patience;
        this.telling = telling;
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.progress = begin;
        this.sign = begin;
        long period = Math.max(patience.standstill().toNanos() / 60, 1_000_000);
        this.pulse = Pulse.every(Duration.ofNanos(period), this::look);
    }

    /** When the download began, by the clock of {@link System#nanoTime}. */
    long begin() {
        return begin;
    }

    /** How long a server may keep the next attempt waiting; never nothing. */
    synchronized Duration attempt() {
        sign = clock.getAsLong();
        Duration left = Duration.ofNanos(Math.max(left(), 1_000_000));
        return left.compareTo(patience.silence()) < 0 ? left : patience.silence();
    }

    /** A wait that the server asked for is none that it is blamed for. */
    synchronized void excuse(Duration wait) {
        progress += wait.toNanos();
    }

    /** Whether next to nothing has come for too long. */
    synchronized boolean isOver() {
        return left() <= 0;
    }

    /** A body; its reader learns why it was ended. */
    synchronized InputStream over(InputStream body) {
        stream = body;
        end = null;
        return new FilterInputStream(body) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    int count = super.read(buffer, offset, length);
                    came(Math.max(count, 0));
                    return count;
                } catch (IOException e) {
                    came(0); // Why it was ended comes before that it was.
                    throw e;
                }
            }

            @Override
            public void close() throws IOException {
                leave();
                super.close();
            }
        };
    }

    @Override
    public void close() {
        pulse.close();
    }

    private synchronized void leave() {
        stream = null;
    }

    private synchronized void came(int count) throws IOException {
        if (end != null) {
            throw new IOException(end);
        }
        if (count > 0) {
            sign = clock.getAsLong();
            fresh += count;
        }
        if (fresh >= Standstill.NEXT_TO_NOTHING) {
            fresh = 0;
            progress = sign;
            told = false;
        }
    }

    private long left() {
        return patience.standstill().toNanos() - (clock.getAsLong() - progress);
    }

    /** Looks now; done again and again. */
    synchronized void look() {
        long standstill = clock.getAsLong() - progress;
        if (!told && standstill >= patience.standstill().toNanos() / 3) {
            told = true;
            telling.accept(
                    "%s for %s s, waiting %s s more at most".formatted(amount(), seconds(standstill), seconds(left())));
        }
        long silence = clock.getAsLong() - sign;
        if (stream != null && end == null && (silence > patience.silence().toNanos() || left() <= 0)) {
            end = silence > standstill / 3
                    ? "the server fell silent"
                    : "only %s bytes came in %s s".formatted(fresh, seconds(standstill));
            close(stream);
        }
    }

    private String amount() {
        return fresh == 0 ? "nothing has come" : "no more than %s bytes have come".formatted(fresh);
    }

    private static long seconds(long nanos) {
        return Math.round(nanos / 1e9);
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            return; // The reader sees the end of the stream in either case.
        }
    }
}
