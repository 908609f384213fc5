package org.pyflinkimage.python;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.ImagePaths;

/**
 * The texts of a standalone CPython that say where it lies and what made it: as its makers have them, they name a folder and a
 * compiler of the makers' machine. Whoever looks for libpython, or for headers, believes them.
 */
final class StandaloneTexts {

    private static final Pattern NAMED =
            Pattern.compile("lib/python3\\.[0-9]+t?/_sysconfig_?(?:data|vars)[^/]*\\.(?:py|json)"
                    + "|lib/python3\\.[0-9]+t?/config-[^/]+/(?:Makefile|python-config\\.py)"
                    + "|lib/pkgconfig/[^/]+\\.pc"
                    + "|bin/python[0-9.]*-config");

    /** Behind what begins a path, or an option of a compiler. */
    private static final String BEGINNING = "(?:(?<=-[LI])|(?<![\\w.\\-/})]))";

    private static final Pattern PREFIX = Pattern.compile(BEGINNING + "/install(?![\\w.\\-])");

    /** Or else all of a path that leads to no tool: from its middle on it leads to none either, and need not be looked at again. */
    private static final Pattern TOOL =
            Pattern.compile(BEGINNING + "/tools/(?:[\\w.\\-+/]*?/bin/([\\w.\\-+]+)|[\\w.\\-+/]*+)");

    private StandaloneTexts() {}

    /** @param path from the folder at the top: {@code lib/pkgconfig/python3.pc} */
    static boolean isOne(String path) {
        return NAMED.matcher(path).matches();
    }

    /** The text with the image's folder in the place of the makers', and with the names that tools have everywhere. */
    static byte[] rewritten(byte[] text) {
        // Every byte is a character of its own, and stays what it is.
        String moved = PREFIX.matcher(new String(text, StandardCharsets.ISO_8859_1))
                .replaceAll(ImagePaths.STANDALONE_PYTHON.value());
        return TOOL.matcher(moved)
                .replaceAll(tool -> Matcher.quoteReplacement(replaced(tool)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String replaced(MatchResult found) {
        return found.group(1) == null ? found.group() : usualName(found.group(1));
    }

    private static String usualName(String tool) {
        if (tool.startsWith("clang++")) {
            return "c++";
        }
        return tool.startsWith("clang") ? "cc" : tool.startsWith("llvm-") ? tool.substring("llvm-".length()) : tool;
    }
}
