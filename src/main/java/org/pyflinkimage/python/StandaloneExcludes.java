package org.pyflinkimage.python;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What of a standalone CPython nobody runs in a container: its own tests, Tk and what is drawn with it, pip and how it is put into
 * environments, and byte-code, which images keep elsewhere. {@code docs/python-interpreters.md} lists it.
 */
final class StandaloneExcludes {

    private static final String LIBRARY = "lib/python3\\.[0-9]+t?/";

    private static final List<Pattern> EXCLUDED = List.of(
            Pattern.compile("(?:.*/)?__pycache__(?:/.*)?"),
            Pattern.compile(LIBRARY + "(?!site-packages/)(?:.*/)?(?:test|tests|idle_test)(?:/.*)?"),
            Pattern.compile(LIBRARY + "lib-dynload/(?:_test|_ctypes_test|_xxtestfuzz|xxlimited|_tkinter)[^/]*"),
            Pattern.compile(LIBRARY + "(?:ensurepip|idlelib|tkinter|turtledemo)(?:/.*)?"),
            Pattern.compile(LIBRARY + "turtle\\.py"),
            Pattern.compile(LIBRARY + "site-packages/(?!README)[^/]+(?:/.*)?"),
            Pattern.compile("bin/(?:idle|pip)[0-9.]*"),
            Pattern.compile("lib/(?:itcl|tcl|tdbc|thread|tk|Tix)[0-9.]+[^/]*(?:/.*)?"),
            Pattern.compile("lib/lib(?:tcl|tk|itcl|tdbc|thread)[^/]*"));

    private StandaloneExcludes() {}

    /** @param path from the folder at the top: {@code lib/python3.10/os.py} */
    static boolean exclude(String path) {
        return EXCLUDED.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }
}
