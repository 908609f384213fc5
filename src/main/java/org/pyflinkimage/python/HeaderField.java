package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A field of core metadata: {@code Name: value}, which further lines may continue.
 *
 * @param name in lower case
 */
public record HeaderField(String name, String value) {

    /**
     * Reads lines; one that neither begins a field nor continues one is passed over.
     *
     * @param continues whether a line goes on with the field above
     * @param more what such a line adds to its value
     */
    public static List<HeaderField> read(List<String> lines, Predicate<String> continues, UnaryOperator<String> more) {
        List<String> names = new ArrayList<>();
        List<StringBuilder> values = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (continues.test(line) && !values.isEmpty()) {
                values.get(values.size() - 1).append(more.apply(line));
            } else if (colon > 0) {
                names.add(line.substring(0, colon).strip().toLowerCase(Locale.ROOT));
                values.add(new StringBuilder(line.substring(colon + 1).strip()));
            }
        }
        return IntStream.range(0, names.size())
                .mapToObj(i -> new HeaderField(names.get(i), values.get(i).toString()))
                .toList();
    }
}
