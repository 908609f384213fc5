package org.pyflinkimage.facts;

import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.flink.MemorySize;

/**
 * What is known of Flink's memory keys.
 *
 * @param shipped by key, the sizes of whole processes that Flink's own configuration file sets
 * @param sizes by key, the parts of a process that Flink reserves where nothing is set
 * @param fractions by key, the same for those that it takes as a part of the whole
 */
public record MemoryFacts(
        Map<String, MemorySize> shipped, Map<String, MemorySize> sizes, Map<String, Double> fractions) {

    static final String FILE = "memory.json";

    public MemoryFacts {
        shipped = Map.copyOf(shipped);
        sizes = Map.copyOf(sizes);
        fractions = Map.copyOf(fractions);
    }

    static MemoryFacts read(FactNode file) {
        Map<String, MemorySize> shipped = file.object("shipped", MemoryFacts::sizes);
        return file.object(
                "defaults",
                node -> new MemoryFacts(shipped, sizes(node), node.parsedByName("fractions", MemoryFacts::fraction)));
    }

    /** Reads a part of a whole as Flink does: {@code 0.4}, {@code 4e-1}; empty where the text is none. */
    public static Optional<Double> fraction(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(number -> number >= 0 && Double.isFinite(number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, MemorySize> sizes(FactNode node) {
        return node.parsedByName("sizes", MemorySize::parse);
    }
}
