package org.pyflinkimage.value;

/** The events of a build that somebody may want to see; one implementation prints to Maven, one serves the tests. */
public interface BuildLog {

    /** A step of the flow begins: {@code Resolving Python packages}. */
    void step(String what);

    /** Something worth a line that asks for nothing. */
    void note(String message);

    /** What only those want to see who look for a fault. */
    default void detail(String message) {}

    /** A problem that does not stop the build. */
    void warn(Problem problem);

    /**
     * Long work begins.
     *
     * @param task what is done, three words at most
     * @param total how much there is to do, in bytes; 0 where that is unknown
     */
    Progress progress(String task, long total);

    /** Long work under way; safe for use by several threads. */
    interface Progress extends AutoCloseable {

        /** So many more bytes are done. */
        void advance(long bytes);

        @Override
        void close();
    }
}
