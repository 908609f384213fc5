package org.pyflinkimage.system;

/** Cleaning up that has to be done where this process is asked to end before the work does that cleans up itself. */
final class AtExit {

    private final Thread hook;

    private AtExit(Thread hook) {
        this.hook = hook;
    }

    /** Does that where this process ends, unless it is forgotten before. */
    static AtExit run(Runnable cleaning) {
        AtExit atExit = new AtExit(new Thread(cleaning, "pyflink-at-exit"));
        try {
            Runtime.getRuntime().addShutdownHook(atExit.hook);
        } catch (IllegalStateException e) {
            return atExit; // The process ends already: what is begun now is left to the next one.
        }
        return atExit;
    }

    /** It is not needed any more. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // The process ends already.
        }
    }
}
