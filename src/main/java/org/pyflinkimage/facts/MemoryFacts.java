package org.pyflinkimage.facts;

import java.util.Map;

/**
 * What is known of Flink's memory keys.
 *
 * @param shipped by key, the sizes of whole processes that Flink's own configuration file sets
 * @param defaults by key, the parts of a process that Flink reserves where nothing is set, and the fractions that it takes
 */
public record MemoryFacts(Map<String, String> shipped, Map<String, String> defaults) {

    static final String FILE = "memory.json";

    public MemoryFacts {
        shipped = Map.copyOf(shipped);
        defaults = Map.copyOf(defaults);
    }

    static MemoryFacts read(FactNode file) {
        return new MemoryFacts(
                file.object("shipped", node -> node.textsByName("sizes")),
                file.object("defaults", node -> node.textsByName("values")));
    }
}
