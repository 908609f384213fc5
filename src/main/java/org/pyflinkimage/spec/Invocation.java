package org.pyflinkimage.spec;

import java.util.List;
import org.pyflinkimage.value.ImagePaths;

/**
 * What containers run, as far as the declaration says so.
 *
 * @param entrypoint a program with the words before every command; empty for the image's own
 * @param command what the entrypoint gets where nobody gives it anything; empty for what is usual with that entrypoint
 */
public record Invocation(List<String> entrypoint, List<String> command) {

    public Invocation {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
    }

    /** The image's own. */
    public static Invocation standard() {
        return new Invocation(List.of(), List.of());
    }

    /** Whether the image's own entrypoint is run: itself, or by another one that is declared. */
    public boolean runsOwnEntrypoint() {
        return entrypoint.isEmpty() || entrypoint.contains(ImagePaths.ENTRYPOINT.value());
    }
}
