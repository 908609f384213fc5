package org.pyflinkimage.build.layout;

import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.BuildLog;

/** Long work that is told of once there is something to do: it may wait for other work, which is told of first. */
final class LateProgress implements BuildLog.Progress {

    private final BuildLog log;
    private final String task;
    private final long total;
    private BuildLog.@Nullable Progress progress;

    /** @see BuildLog#progress */
    LateProgress(BuildLog log, String task, long total) {
        this.log = log;
        this.task = task;
        this.total = total;
    }

    /** Tells that the work begins, once. */
    synchronized BuildLog.Progress begin() {
        if (progress == null) {
            progress = log.progress(task, total);
        }
        return progress;
    }

    @Override
    public void advance(long bytes) {
        begin().advance(bytes);
    }

    @Override
    public synchronized void close() {
        if (progress != null) {
            progress.close();
        }
    }
}
