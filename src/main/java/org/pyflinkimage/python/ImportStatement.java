package org.pyflinkimage.python;

import java.util.List;

/**
 * An import in Python source.
 *
 * @param module {@code a.b}; empty for {@code from . import c}
 * @param level how many dots stand before it
 * @param names what is imported from it; empty where it is imported itself
 * @param line of the source, from 1
 * @param conditional whether the program goes on without it, or does not always come there
 */
public record ImportStatement(String module, int level, List<String> names, int line, boolean conditional) {

    public ImportStatement {
        names = List.copyOf(names);
    }
}
