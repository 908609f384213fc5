package org.pyflinkimage.elf;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folders in which the dynamic loader of glibc looks for libraries, as ld.so(8) and ldconfig(8) say. */
public final class LoaderPath {

    /** The variable that names folders, which come before the others. */
    public static final String VARIABLE = "LD_LIBRARY_PATH";

    /** The file that names folders, and most often includes those in {@link #FURTHER}. */
    public static final String FILE = "/etc/ld.so.conf";

    /** The folder of further files, whose names end with {@code .conf}. */
    public static final String FURTHER = "/etc/ld.so.conf.d";

    /** The largest of these files that is read, in bytes: each has a few lines. */
    public static final int LARGEST_FILE = 1 << 16;

    /** No more folders count, whoever names more. */
    public static final int MOST = 1000;

    private static final Pattern FILES = Pattern.compile("/etc/ld\\.so\\.conf(\\.d/[^/]+\\.conf)?");

    private LoaderPath() {}

    /** Whether a file by that path names folders. */
    public static boolean isConfiguration(String path) {
        return FILES.matcher(path).matches();
    }

    /** The folders that a value of {@link #VARIABLE} names; relative ones are of no place here. */
    public static Stream<String> ofVariable(String value) {
        return absolute(Stream.of(value.split("[:;]", MOST)));
    }

    /** The folders that a configuration file names, one a line. */
    public static Stream<String> ofConfiguration(String text) {
        return absolute(text.lines().map(line -> line.replaceFirst("#.*", "").strip()));
    }

    /**
     * The folders that need not be named, those of Debian and Ubuntu among them.
     *
     * @param triplet of the processor: {@code x86_64-linux-gnu}
     */
    public static Stream<String> usual(String triplet) {
        return Stream.of("/lib", "/usr/lib")
                .flatMap(root -> Stream.of(root + "/" + triplet, root, root + "64", root + "64/" + triplet));
    }

    private static Stream<String> absolute(Stream<String> folders) {
        return folders.filter(folder -> folder.startsWith("/")).distinct().limit(MOST);
    }
}
