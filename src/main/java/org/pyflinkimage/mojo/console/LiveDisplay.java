package org.pyflinkimage.mojo.console;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pyflinkimage.mojo.console.ProgressBoard.Snapshot;
import org.pyflinkimage.value.FirstOf;

/** One line at the bottom of a terminal, drawn again and again; all work under way is summed up in it. */
final class LiveDisplay implements ProgressDisplay {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLEAR = "\r\u001B[K";
    private static final int BAR = 12;

    /** A line that a narrow terminal breaks cannot be cleared as one. */
    private static final int WIDTH = 79;

    private final PrintStream terminal;
    private final Consumer<String> lines;
    private long last = Long.MIN_VALUE;
    private boolean drawn;

    LiveDisplay(PrintStream terminal, Consumer<String> lines) {
        this.terminal = terminal;
        this.lines = lines;
    }

    @Override
    public void started(Snapshot task) {
        // The first drawing comes with the first bytes.
    }

    @Override
    public void advanced(List<Snapshot> running, long now) {
        if (last == Long.MIN_VALUE || now - last >= PAUSE) {
            last = now;
            draw(running, now);
        }
    }

    @Override
    public void ended(Snapshot task, List<Snapshot> running, long now) {
        clear();
        if (task.done() > 0) {
            lines.accept("  " + task.name() + ": " + ProgressTotals.describeEnd(task.done(), now - task.begin()));
        }
        if (!running.isEmpty()) {
            draw(running, now);
        }
    }

    @Override
    public void clear() {
        if (drawn) {
            terminal.print(CLEAR);
            terminal.flush();
            drawn = false;
        }
    }

    private void draw(List<Snapshot> running, long now) {
        long done = running.stream().mapToLong(Snapshot::done).sum();
        boolean known = running.stream().allMatch(task -> task.total() > 0);
        long total = known ? running.stream().mapToLong(Snapshot::total).sum() : 0;
        long begin = running.stream().mapToLong(Snapshot::begin).min().orElse(now);
        String name = FirstOf.of(1, running, Snapshot::name).text();
        String line = "  " + name + bar(done, total) + ProgressTotals.describe(done, total, now - begin);
        terminal.print(CLEAR + line.substring(0, Math.min(WIDTH, line.length())));
        terminal.flush();
        drawn = true;
    }

    private static String bar(long done, long total) {
        if (total <= 0) {
            return "  ";
        }
        int filled = (int) (ProgressTotals.percent(done, total) * BAR / 100);
        return "  [" + "#".repeat(filled) + " ".repeat(BAR - filled) + "]  ";
    }
}
