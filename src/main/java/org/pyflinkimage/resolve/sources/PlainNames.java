package org.pyflinkimage.resolve.sources;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.value.Sha256;

/**
 * What files of a source distribution are called while they lie on this machine's disk: in ASCII alone. A JVM without a locale has no
 * other names of files, and a Mac takes two forms of one letter for one name. A name that becomes longer by that than disks have them is
 * called by its sum, and remembered.
 */
final class PlainNames {

    /** In bytes, of any file system. */
    private static final int LONGEST = 255;

    private static final char ESCAPE = '%';
    private static final Pattern ESCAPED = Pattern.compile(ESCAPE + "([0-9a-f]{4})");

    /** No escape begins so. */
    private static final String SUM = ESCAPE + "x";

    private final Map<String, String> longOnes = new HashMap<>();

    /** The path on disk of a path in the archive. */
    String onDisk(String path) {
        String plain = plain(path);
        return plain.length() <= LONGEST
                ? plain
                : Stream.of(path.split("/", -1)).map(this::nameOnDisk).collect(Collectors.joining("/"));
    }

    private String nameOnDisk(String name) {
        String plain = plain(name);
        if (plain.length() <= LONGEST || plain.equals(name)) {
            return plain;
        }
        String sum = SUM + Sha256.of(name).hex();
        longOnes.put(sum, name);
        return sum;
    }

    private static String plain(String path) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c < 0x80 && c != ESCAPE) {
                plain.append(c);
            } else {
                plain.append(ESCAPE).append(HexFormat.of().toHexDigits(c));
            }
        }
        return plain.toString();
    }

    /** The name in the archive of a file that lies on disk. */
    String ofDisk(String name) {
        String known = longOnes.get(name);
        return known == null ? unescaped(name) : known;
    }

    private static String unescaped(String name) {
        return ESCAPED.matcher(name)
                .replaceAll(escaped ->
                        Matcher.quoteReplacement(String.valueOf((char) HexFormat.fromHexDigits(escaped.group(1)))));
    }
}
