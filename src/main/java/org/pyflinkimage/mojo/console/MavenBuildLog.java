package org.pyflinkimage.mojo.console;

import java.io.PrintStream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Visible;

/** Events of a build become lines of Maven's log, and a progress bar where somebody watches. */
public final class MavenBuildLog implements BuildLog {

    private final Log log;
    private final ProgressDisplay display;
    private final ProgressBoard board;

    private MavenBuildLog(Log log, ProgressDisplay display) {
        this.log = log;
        this.display = display;
        this.board = new ProgressBoard(display, System::nanoTime);
    }

    /** The log of a goal, for whoever reads it. */
    public static MavenBuildLog of(Log log, MavenSession session) {
        return Terminal.isLive(session) ? live(log, System.out) : calm(log);
    }

    /** A log for a file or a pipe. */
    static MavenBuildLog calm(Log log) {
        return new MavenBuildLog(log, new CalmDisplay(log::info));
    }

    /** A log for a terminal; Maven's {@code -q} silences the bar too. */
    static MavenBuildLog live(Log log, PrintStream terminal) {
        return log.isInfoEnabled() ? new MavenBuildLog(log, new LiveDisplay(terminal, log::info)) : calm(log);
    }

    @Override
    public void step(String what) {
        line(() -> log.info(Visible.of(what)));
    }

    @Override
    public void note(String message) {
        line(() -> Visible.of(message).lines().forEach(text -> log.info("  " + text)));
    }

    @Override
    public void detail(String message) {
        if (log.isDebugEnabled()) {
            line(() -> Visible.of(message).lines().forEach(log::debug));
        }
    }

    @Override
    public void warn(Problem problem) {
        line(() -> {
            if (problem.severity() == Problem.Severity.NOTE) {
                log.info(problem.toText());
            } else {
                log.warn(problem.toText());
            }
        });
    }

    @Override
    public Progress progress(String task, long total) {
        return board.start(task, total);
    }

    private void line(Runnable write) {
        synchronized (board) {
            display.clear();
            write.run();
        }
    }
}
