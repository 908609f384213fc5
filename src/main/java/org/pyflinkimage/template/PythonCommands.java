package org.pyflinkimage.template;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * The image's Python by the names that it has elsewhere: those who follow the examples of Flink's Kubernetes operator ask for {@code
 * /usr/bin/python3}, those who come from the official Python image for {@code /usr/local/bin/python3}, and both want PyFlink.
 */
public final class PythonCommands {

    private static final UnixPath PACKAGED = UnixPath.of("/usr/bin/python3");
    private static final UnixPath LOCAL = UnixPath.of("/usr/local/bin");
    private static final List<UnixPath> FURTHER = List.of(LOCAL.resolve("python"), LOCAL.resolve("python3"));
    private static final UnixPath NOBODYS = UnixPath.of("/usr/local/lib/pyflink-image/python");

    private PythonCommands() {}

    /** Names that an image built on another may have already: the official Python image has its own interpreter there. */
    static List<UnixPath> further() {
        return FURTHER;
    }

    /** Where the command lies in an image built on another; of the further names, those that are free lead there. */
    static UnixPath onABase() {
        return NOBODYS;
    }

    /**
     * The files for an image that is built on another.
     *
     * @param packaged whether the interpreter is the distribution's
     * @return by path; none is one that a base may have already
     */
    static SortedMap<UnixPath, RenderedFile> onABase(PythonMinor line, boolean packaged) {
        SortedMap<UnixPath, RenderedFile> files = new TreeMap<>(of(line, packaged));
        files.keySet().removeAll(FURTHER);
        files.put(NOBODYS, command());
        return Collections.unmodifiableSortedMap(files);
    }

    /**
     * The files that lead to the virtual environment; none of them is a package's own. A distribution's interpreter stays as it is and
     * gets the environment's packages by a {@code .pth} file in its directory for the machine's administrator.
     *
     * @param packaged whether the interpreter is the distribution's, and so lies in {@code /usr/bin} already
     * @return by path; a path that is taken already is not theirs
     */
    public static SortedMap<UnixPath, RenderedFile> of(PythonMinor line, boolean packaged) {
        SortedMap<UnixPath, RenderedFile> files = new TreeMap<>();
        FURTHER.forEach(path -> files.put(path, command()));
        if (packaged) {
            // A line that begins with "import" is run: the environment's own .pth files are read too.
            files.put(
                    UnixPath.of("/usr/local/lib/python%s/dist-packages/pyflink-image.pth".formatted(line)),
                    RenderedFile.text("import site; site.addsitedir('%s/lib/python%s/site-packages')\n"
                            .formatted(ImagePaths.VIRTUAL_ENVIRONMENT, line)));
        } else {
            files.put(PACKAGED, command());
        }
        return Collections.unmodifiableSortedMap(files);
    }

    private static RenderedFile command() {
        return RenderedFile.program("""
                #!/bin/sh
                exec %s/bin/python3 "$@"
                """.formatted(ImagePaths.VIRTUAL_ENVIRONMENT));
    }
}
