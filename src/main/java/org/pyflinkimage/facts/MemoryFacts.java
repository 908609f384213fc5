package org.pyflinkimage.facts;

import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.MemorySize;

/**
 * What is known of Flink's memory keys.
 *
 * @param shipped by key, the sizes of whole processes that Flink's own configuration file sets
 * @param sizes by key, the parts of a process that Flink reserves where nothing is set
 * @param fractions by key, the same for those that it takes as a part of the whole
 * @param older further sizes of older lines
 */
public record MemoryFacts(
        Map<String, MemorySize> shipped,
        Map<String, MemorySize> sizes,
        Map<String, Double> fractions,
        OlderSizes older) {

    static final String FILE = "memory.json";

    public MemoryFacts {
        shipped = Map.copyOf(shipped);
        sizes = Map.copyOf(sizes);
        fractions = Map.copyOf(fractions);
    }

    /**
     * Sizes that later lines do not have.
     *
     * @param until the last line that has them
     */
    public record OlderSizes(FlinkMinor until, Map<String, MemorySize> sizes) {
        public OlderSizes {
            sizes = Map.copyOf(sizes);
        }
    }

    /** What a line takes where nothing is set, if anything. */
    public Optional<MemorySize> size(String key, FlinkMinor line) {
        return Optional.ofNullable(sizes.get(key))
                .or(() -> line.compareTo(older.until()) > 0
                        ? Optional.empty()
                        : Optional.ofNullable(older.sizes().get(key)));
    }

    static MemoryFacts read(FactNode file) {
        Map<String, MemorySize> shipped = file.object("shipped", MemoryFacts::sizes);
        OlderSizes older =
                file.object("older", node -> new OlderSizes(node.parsed("until", FlinkMinor::parse), sizes(node)));
        return file.object(
                "defaults",
                node -> new MemoryFacts(
                        shipped, sizes(node), node.parsedByName("fractions", MemoryFacts::fraction), older));
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
