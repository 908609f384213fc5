package org.pyflinkimage.mojo.console;

import java.util.List;
import org.pyflinkimage.mojo.console.ProgressBoard.Snapshot;

/** Shows long work to people; called by one thread at a time. */
interface ProgressDisplay {

    /** A piece of work has begun. */
    void started(Snapshot task);

    /** Some work went on; called very often. */
    void advanced(List<Snapshot> running, long now);

    /** A piece of work is over, those are still running. */
    void ended(Snapshot task, List<Snapshot> running, long now);

    /** Makes room for a line of the log. */
    void clear();
}
