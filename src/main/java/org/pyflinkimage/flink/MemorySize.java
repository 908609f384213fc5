package org.pyflinkimage.flink;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory as Flink writes it: {@code 1600m}, {@code 2 gb}, {@code 1024}.
 *
 * @param bytes not negative
 */
public record MemorySize(long bytes) implements Comparable<MemorySize> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,19}) *([a-z]*)");
    private static final Map<String, Integer> POWERS = Map.ofEntries(
            Map.entry("", 0),
            Map.entry("b", 0),
            Map.entry("bytes", 0),
            Map.entry("k", 1),
            Map.entry("kb", 1),
            Map.entry("kibibytes", 1),
            Map.entry("m", 2),
            Map.entry("mb", 2),
            Map.entry("mebibytes", 2),
            Map.entry("g", 3),
            Map.entry("gb", 3),
            Map.entry("gibibytes", 3),
            Map.entry("t", 4),
            Map.entry("tb", 4),
            Map.entry("tebibytes", 4));

    /** Reads an amount with or without a unit; empty where the text is none. */
    public static Optional<MemorySize> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        Integer power = matcher.matches() ? POWERS.get(matcher.group(2)) : null;
        if (power == null) {
            return Optional.empty();
        }
        BigInteger bytes = new BigInteger(matcher.group(1)).shiftLeft(10 * power);
        return bytes.bitLength() <= 63 ? Optional.of(new MemorySize(bytes.longValueExact())) : Optional.empty();
    }

    /** As Kubernetes writes it, in the largest unit that is whole: {@code 4Gi}. */
    public String inKubernetes() {
        List<String> units = List.of("", "Ki", "Mi", "Gi", "Ti");
        int unit = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / 10, units.size() - 1);
        return (bytes >> (10 * unit)) + units.get(unit);
    }

    /** Both together, and no more than Flink can write of an amount. */
    public MemorySize plus(MemorySize other) {
        return new MemorySize(other.bytes > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : bytes + other.bytes);
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** In mebibytes where they are whole: {@code 1600m}. */
    @Override
    public String toString() {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + "m" : bytes + "b";
    }
}
