package org.pyflinkimage.python;

import java.util.List;

/**
 * An import in Python source.
 *
 * @param module {@code a.b}; empty for {@code from . import c}
 * @param level how many dots stand before it
 * @param names what is imported from it; empty where it is imported itself
 * @param line of the source, from 1
 * @param need whether it has to succeed
 */
public record ImportStatement(String module, int level, List<String> names, int line, Need need) {

    /** How sure it is that a program needs what it imports, surest first. */
    public enum Need {
        /** It ends without. */
        ALWAYS,
        /** A function does, which a worker may call. */
        IN_FUNCTION,
        /** It goes on without, or may not come there. */
        SOMETIMES;

        /** Of an import in something that is itself needed so. */
        public Need within(Need outer) {
            return compareTo(outer) > 0 ? this : outer;
        }
    }

    public ImportStatement {
        names = List.copyOf(names);
    }
}
