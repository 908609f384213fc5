package org.pyflinkimage.spec;

import java.util.List;
import org.pyflinkimage.value.ImagePaths;

/**
 * What containers run, as far as the declaration says so.
 *
 * @param whose whose entrypoint containers go through
 * @param entrypoint of a declared one a program with the words before every command; else empty
 * @param command what the entrypoint gets where nobody gives it anything; empty for what is usual with that entrypoint
 */
public record Invocation(Whose whose, List<String> entrypoint, List<String> command) {

    /** Whose an entrypoint is. */
    public enum Whose {
        /** That of every image which nobody says anything of. */
        IMAGE,
        /** That of the image's base, which keeps its files for it. */
        BASE,
        DECLARED
    }

    public Invocation {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
    }

    /** A declared entrypoint, or without any words the image's own. */
    public Invocation(List<String> entrypoint, List<String> command) {
        this(entrypoint.isEmpty() ? Whose.IMAGE : Whose.DECLARED, entrypoint, command);
    }

    /** The image's own. */
    public static Invocation standard() {
        return new Invocation(List.of(), List.of());
    }

    /** That of the base. */
    public static Invocation ofBase(List<String> command) {
        return new Invocation(Whose.BASE, List.of(), command);
    }

    /** Whether the image's own entrypoint is run: itself, or by another one that is declared. */
    public boolean runsOwnEntrypoint() {
        return whose == Whose.IMAGE || entrypoint.contains(ImagePaths.ENTRYPOINT.value());
    }

    /** Whether that of the base is run. */
    public boolean runsThatOfBase() {
        return whose == Whose.BASE;
    }
}
