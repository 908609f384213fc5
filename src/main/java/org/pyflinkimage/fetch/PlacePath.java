package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of an address that somebody has named, and what else of its host belongs to it: hosts of packages have those of many side by
 * side.
 *
 * @param path as the address has it
 */
record PlacePath(String path) {

    /** The folder of an index's pages, where it is not the first one of its host: all else of that may be others'. */
    private static final Pattern OF_PAGES = Pattern.compile("(/.*[^/]/+)\\+?simple/*");

    static PlacePath of(URI address) {
        return new PlacePath(pathOf(address));
    }

    boolean hasBelow(URI other) {
        return !isRoot() && pathOf(other).startsWith(path.endsWith("/") ? path : path + "/");
    }

    /** Files of an index lie below it, or beside its {@code simple}, as in {@code /corp/simple/} and {@code /corp/files/}. */
    boolean hasBeside(URI other) {
        Matcher folder = OF_PAGES.matcher(path);
        return isRoot() || (folder.matches() && pathOf(other).startsWith(folder.group(1)));
    }

    private boolean isRoot() {
        return path.isEmpty() || path.equals("/");
    }

    static String pathOf(URI address) {
        return String.valueOf(address.getRawPath());
    }
}
