package org.pyflinkimage.resolve.interpreter;

import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Source;

/**
 * A standalone CPython that was found.
 *
 * @param base the address that its location starts from, ending with a slash, without a login
 */
public record InterpreterResolution(Interpreter interpreter, URI base) {

    /** The base address by the source that it is of. */
    public SortedMap<Source, URI> sources() {
        SortedMap<Source, URI> sources = new TreeMap<>();
        sources.put(interpreter.location().source(), base);
        return sources;
    }
}
