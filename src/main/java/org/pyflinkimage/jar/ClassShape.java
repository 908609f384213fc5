package org.pyflinkimage.jar;

import java.util.Collections;
import java.util.List;

/**
 * What others can use of a class. Names are those of class files: {@code org/apache/flink/util/Preconditions}.
 *
 * @param above superclass and interfaces
 * @param members methods and fields that it declares and that are not private, as {@link ClassReference} writes them; in order
 */
public record ClassShape(String name, List<String> above, List<String> members) {
    public ClassShape {
        above = List.copyOf(above);
        members = List.copyOf(members);
    }

    /** Whether it declares a member that others can use. */
    boolean has(String member) {
        return Collections.binarySearch(members, member) >= 0;
    }
}
