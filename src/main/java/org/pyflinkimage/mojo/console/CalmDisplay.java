package org.pyflinkimage.mojo.console;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pyflinkimage.mojo.console.ProgressBoard.Snapshot;

/** Plain lines for logs that are kept: at most one every ten seconds, and one with the totals at the end. */
final class CalmDisplay implements ProgressDisplay {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final Consumer<String> lines;
    private long last = Long.MIN_VALUE;

    CalmDisplay(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void started(Snapshot task) {
        if (last == Long.MIN_VALUE) {
            last = task.begin();
        }
    }

    @Override
    public void advanced(List<Snapshot> running, long now) {
        if (now - last >= PAUSE) {
            last = now;
            running.forEach(task -> lines.accept("  " + task.name() + ": "
                    + ProgressTotals.describe(task.done(), task.total(), now - task.begin())));
        }
    }

    @Override
    public void ended(Snapshot task, List<Snapshot> running, long now) {
        if (task.done() > 0) {
            lines.accept("  " + task.name() + ": " + ProgressTotals.describeEnd(task.done(), now - task.begin()));
        }
    }

    @Override
    public void clear() {}
}
