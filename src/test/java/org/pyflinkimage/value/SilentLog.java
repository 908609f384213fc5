package org.pyflinkimage.value;

/** A log that nobody reads. */
public enum SilentLog implements BuildLog, BuildLog.Progress {
    INSTANCE;

    @Override
    public void step(String what) {}

    @Override
    public void note(String message) {}

    @Override
    public void warn(Problem problem) {}

    @Override
    public Progress progress(String task, long total) {
        return this;
    }

    @Override
    public void advance(long bytes) {}

    @Override
    public void close() {}
}
