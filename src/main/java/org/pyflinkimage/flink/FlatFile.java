package org.pyflinkimage.flink;

import java.util.SortedMap;
import java.util.TreeMap;

/** {@code flink-conf.yaml} as Flink up to 1.18 reads it: lines of {@code key: value}, cut at the first {@code #}. */
final class FlatFile {

    private FlatFile() {}

    static SortedMap<String, String> read(String text) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            String[] keyAndValue = line.split("#", 2)[0].split(": ", 2);
            if (keyAndValue.length == 2 && !keyAndValue[0].isBlank() && !keyAndValue[1].isBlank()) {
                values.put(keyAndValue[0].strip(), keyAndValue[1].strip());
            }
        }
        return values;
    }

    /** Whether a value comes back as it was written. */
    static boolean canHold(String value) {
        return value.indexOf('#') < 0;
    }
}
