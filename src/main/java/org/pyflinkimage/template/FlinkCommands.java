package org.pyflinkimage.template;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * Flink's commands, for those who run them in a container that runs already ({@code kubectl exec}): such a shell has nothing of what
 * the entrypoint made of the variables and of a mounted configuration, so these go through it.
 */
final class FlinkCommands {

    private static final List<String> NAMES = List.of("flink", "pyflink-shell.sh", "sql-client.sh", "sql-gateway.sh");

    private FlinkCommands() {}

    /** The commands, by path; their place comes before that of Flink's own in the search path. */
    static SortedMap<UnixPath, RenderedFile> of() {
        SortedMap<UnixPath, RenderedFile> files = new TreeMap<>();
        for (String name : NAMES) {
            files.put(ImagePaths.LOCAL_BIN.resolve(name), RenderedFile.program("""
                    #!/bin/sh
                    if [ -z "${PYFLINK_ENTRYPOINT:-}" ]; then
                      exec %1$s %2$s/bin/%3$s "$@"
                    fi
                    exec %2$s/bin/%3$s "$@"
                    """.formatted(
                            ImagePaths.ENTRYPOINT, ImagePaths.FLINK_HOME, name)));
        }
        return Collections.unmodifiableSortedMap(files);
    }
}
