package org.pyflinkimage.inspect.inventory;

import java.util.Map;
import java.util.TreeMap;

/** Lines of {@code NAME=value} or {@code NAME="value"}, as os-release and the release files of Java have them. */
final class Variables {

    private Variables() {}

    /** The first value of each name; lines of another form are passed over. */
    static Map<String, String> parse(String text) {
        Map<String, String> variables = new TreeMap<>();
        text.lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.putIfAbsent(line.substring(0, equals), unquoted(line.substring(equals + 1)));
            }
        });
        return variables;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
