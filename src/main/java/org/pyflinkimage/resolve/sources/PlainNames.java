package org.pyflinkimage.resolve.sources;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What files of a source distribution are called while they lie on this machine's disk: in ASCII alone. A JVM without a locale has no
 * other names of files, and a Mac takes two forms of one letter for one name.
 */
final class PlainNames {

    /** In bytes, of any file system. */
    private static final int LONGEST = 255;

    private static final char ESCAPE = '%';
    private static final Pattern ESCAPED = Pattern.compile(ESCAPE + "([0-9a-f]{4})");

    private PlainNames() {}

    /** The path on disk of a path in the archive. */
    static String onDisk(String path) {
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
    static String ofDisk(String name) {
        return ESCAPED.matcher(name)
                .replaceAll(escaped ->
                        Matcher.quoteReplacement(String.valueOf((char) HexFormat.fromHexDigits(escaped.group(1)))));
    }

    /** Whether some name on the way is one that no disk has. */
    static boolean areTooLong(String onDisk) {
        return Stream.of(onDisk.split("/", -1)).anyMatch(name -> name.length() > LONGEST);
    }
}
