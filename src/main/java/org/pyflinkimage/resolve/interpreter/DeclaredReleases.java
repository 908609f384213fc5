package org.pyflinkimage.resolve.interpreter;

import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.DeclaredPython;

/** Lets a declared mirror stand in for the place that a lock file has standalone CPythons from; their sums decide as before. */
public final class DeclaredReleases {

    private DeclaredReleases() {}

    /** The lock file with the declared address in the place of its own. */
    public static LockFile replace(LockFile lock, DeclaredPython python) {
        SortedMap<Source, URI> sources = new TreeMap<>(lock.sources());
        sources.replaceAll((source, base) ->
                source.kind() == Source.Kind.INTERPRETERS ? python.mirror().orElse(base) : base);
        return new LockFile(sources, lock.plans());
    }
}
