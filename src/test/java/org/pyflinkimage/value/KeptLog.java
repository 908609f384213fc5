package org.pyflinkimage.value;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A log that keeps what it is told. */
public final class KeptLog implements BuildLog {

    public final List<String> steps = new CopyOnWriteArrayList<>();
    public final List<String> notes = new CopyOnWriteArrayList<>();
    public final List<String> details = new CopyOnWriteArrayList<>();
    public final List<Problem> warnings = new CopyOnWriteArrayList<>();

    /** How far all progress together is said to be. */
    public final AtomicLong advanced = new AtomicLong();

    @Override
    public void step(String what) {
        steps.add(what);
    }

    @Override
    public void note(String message) {
        notes.add(message);
    }

    @Override
    public void detail(String message) {
        details.add(message);
    }

    @Override
    public void warn(Problem problem) {
        warnings.add(problem);
    }

    @Override
    public Progress progress(String task, long total) {
        return new Progress() {
            @Override
            public void advance(long amount) {
                advanced.addAndGet(amount);
            }

            @Override
            public void close() {}
        };
    }
}
