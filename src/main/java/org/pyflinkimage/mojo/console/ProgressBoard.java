package org.pyflinkimage.mojo.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.pyflinkimage.value.BuildLog.Progress;

/** Long work under way, shown by a {@link ProgressDisplay}; safe for use by several threads. */
final class ProgressBoard {

    private final ProgressDisplay display;
    private final LongSupplier nanoTime;
    private final List<Task> running = new ArrayList<>();

    ProgressBoard(ProgressDisplay display, LongSupplier nanoTime) {
        this.display = display;
        this.nanoTime = nanoTime;
    }

    synchronized Progress start(String name, long total) {
        Task task = new Task(name, total, nanoTime.getAsLong());
        running.add(task);
        display.started(task.snapshot());
        return task;
    }

    private synchronized void advanced(Task task, long bytes) {
        task.done += bytes;
        display.advanced(snapshots(), nanoTime.getAsLong());
    }

    private synchronized void ended(Task task) {
        if (running.remove(task)) {
            display.ended(task.snapshot(), snapshots(), nanoTime.getAsLong());
        }
    }

    private List<Snapshot> snapshots() {
        return running.stream().map(Task::snapshot).toList();
    }

    /**
     * A piece of work at a moment.
     *
     * @param total in bytes; 0 where it is unknown
     * @param begin in nanoseconds of some clock
     */
    record Snapshot(String name, long done, long total, long begin) {}

    private final class Task implements Progress {
        private final String name;
        private final long total;
        private final long begin;
        private long done;

        private Task(String name, long total, long begin) {
            this.name = name;
            this.total = total;
            this.begin = begin;
        }

        private Snapshot snapshot() {
            return new Snapshot(name, done, total, begin);
        }

        @Override
        public void advance(long bytes) {
            advanced(this, bytes);
        }

        @Override
        public void close() {
            ended(this);
        }
    }
}
