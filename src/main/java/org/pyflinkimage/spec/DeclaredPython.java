package org.pyflinkimage.spec;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;

/**
 * Where an image's Python comes from.
 *
 * @param builds the standalone CPythons to take, at most one of each line; of other lines the newest that is known
 * @param mirror what stands in for the makers' own releases; no part of what the image is
 */
public record DeclaredPython(PythonSource source, List<StandaloneBuild> builds, Optional<URI> mirror) {
    public DeclaredPython {
        builds = List.copyOf(builds);
    }

    /** Whatever is within reach. */
    public static DeclaredPython any() {
        return new DeclaredPython(PythonSource.AUTO, List.of(), Optional.empty());
    }

    /** The build to take of a line, where one is declared. */
    public Optional<StandaloneBuild> build(PythonMinor line) {
        return builds.stream()
                .filter(build -> build.version().line().equals(line))
                .findFirst();
    }

    /**
     * The standalone CPython that a combination may have: the declared build, else the newest.
     *
     * @param newest of its line and platform, as far as one is known
     * @return empty where none is known, and where the suite's own is declared
     */
    public Optional<StandaloneFile> standalone(Combination combination, Optional<StandaloneFile> newest) {
        return source == PythonSource.SUITE
                ? Optional.empty()
                : build(combination.python())
                        .map(build -> new StandaloneFile(build, combination.platform()))
                        .or(() -> newest);
    }

    /** What decides which Python an image of that line has, one line each; nothing where nothing is declared. */
    List<String> shaping(PythonMinor line) {
        List<String> lines = new ArrayList<>();
        if (source != PythonSource.AUTO) {
            lines.add("python " + source);
        }
        build(line).ifPresent(build -> lines.add("python build " + build));
        return lines;
    }
}
