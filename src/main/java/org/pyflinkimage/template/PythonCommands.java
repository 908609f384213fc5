package org.pyflinkimage.template;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.VirtualEnvironment;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * The image's Python by the names that it has elsewhere: those who follow the examples of Flink's Kubernetes operator ask for {@code
 * /usr/bin/python3}, those who come from the official Python image for {@code /usr/local/bin/python3}, and both want PyFlink.
 */
public final class PythonCommands {

    private static final UnixPath PACKAGED = UnixPath.of("/usr/bin/python3");
    private static final List<UnixPath> FURTHER =
            List.of(ImagePaths.LOCAL_BIN.resolve("python"), ImagePaths.LOCAL_BIN.resolve("python3"));
    private static final UnixPath COMMAND = UnixPath.of("/usr/local/lib/pyflink-image/python");

    private PythonCommands() {}

    /** Further names of the command, where they are free: the official Python image has its own interpreter there. */
    public static List<UnixPath> further() {
        return FURTHER;
    }

    /** Where the command lies, to which the further names lead. */
    public static UnixPath command() {
        return COMMAND;
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
        files.put(COMMAND, program());
        if (packaged) {
            // A line that begins with "import" is run: the environment's own .pth files are read too.
            files.put(
                    UnixPath.of("/usr/local/lib/python%s/dist-packages/pyflink-image.pth".formatted(line)),
                    RenderedFile.text("import site; site.addsitedir('%s')\n"
                            .formatted(VirtualEnvironment.sitePackages(ImagePaths.VIRTUAL_ENVIRONMENT, line))));
        } else {
            files.put(PACKAGED, program());
        }
        return Collections.unmodifiableSortedMap(files);
    }

    private static RenderedFile program() {
        return RenderedFile.program("""
                #!/bin/sh
                exec %s/bin/python3 "$@"
                """.formatted(ImagePaths.VIRTUAL_ENVIRONMENT));
    }
}
