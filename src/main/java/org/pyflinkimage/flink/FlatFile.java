package org.pyflinkimage.flink;

import java.util.SortedMap;
import java.util.TreeMap;

/** {@code flink-conf.yaml} as Flink up to 1.18 reads it: lines of {@code key: value}, cut at the first {@code #}. */
final class FlatFile {

    private FlatFile() {}

    static SortedMap<String, String> read(String text) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            // Blanks are what Java's trim() takes for such: Flink leaves those of Unicode where they are.
            String[] keyAndValue = line.split("#", 2)[0].trim().split(": ", 2);
            if (keyAndValue.length == 2) {
                String key = keyAndValue[0].trim();
                String value = keyAndValue[1].trim();
                if (!key.isEmpty() && !value.isEmpty()) {
                    values.put(key, value);
                }
            }
        }
        return values;
    }
}
