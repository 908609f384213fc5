package org.pyflinkimage.system;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A short piece of work that is done again and again, at a steady pace, until it is closed. */
public final class Pulse implements AutoCloseable {

    /** One thread for all of them: they only look after something. */
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pyflink-pulse");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> work;

    private Pulse(Future<?> work) {
        this.work = work;
    }

    /** Work that is done first after one period. */
    public static Pulse every(Duration period, Runnable work) {
        long nanos = period.toNanos();
        return new Pulse(CLOCK.scheduleAtFixedRate(work, nanos, nanos, TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        work.cancel(false);
    }
}
