package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;

/** Keeps what a build tells: {@code step}, {@code note}, {@code warn} or {@code progress}, and what. */
public final class RecordingLog implements BuildLog {

    public final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    /** What is warned of, or noted with a code. */
    public final List<Problem> warnings = Collections.synchronizedList(new ArrayList<>());

    /** What happens to the surroundings meanwhile, when work on a task begins. */
    public Runnable atProgress = () -> {};

    @Override
    public void step(String what) {
        lines.add("step " + what);
    }

    @Override
    public void note(String message) {
        lines.add("note " + message);
    }

    @Override
    public void warn(Problem problem) {
        lines.add("warn " + problem.code());
        warnings.add(problem);
    }

    @Override
    public Progress progress(String task, long total) {
        lines.add("progress " + task + ": " + total);
        atProgress.run();
        return new Progress() {
            private long done;

            @Override
            public synchronized void advance(long bytes) {
                done += bytes;
            }

            @Override
            public synchronized void close() {
                lines.add("done " + task + ": " + done);
            }
        };
    }
}
