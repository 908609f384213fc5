package org.pyflinkimage.spec;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;

/**
 * An image's Python: where it comes from, and whether pip is with it.
 *
 * @param builds the standalone CPythons to take, at most one of each line; of other lines the newest that is known
 * @param mirror what stands in for the makers' own releases; no part of what the image is
 * @param pip whether there is a pip, which Flink runs where a job brings requirements of its own
 */
public record DeclaredPython(PythonSource source, List<StandaloneBuild> builds, Optional<URI> mirror, Switch pip) {
    public DeclaredPython {
        builds = List.copyOf(builds);
    }

    /** With pip. */
    public DeclaredPython(PythonSource source, List<StandaloneBuild> builds, Optional<URI> mirror) {
        this(source, builds, mirror, Switch.ON);
    }

    /** Whatever is within reach. */
    public static DeclaredPython any() {
        return new DeclaredPython(PythonSource.AUTO, List.of(), Optional.empty());
    }

    /** The same with pip, or without. */
    public DeclaredPython withPip(Switch other) {
        return new DeclaredPython(source, builds, mirror, other);
    }

    /** The same, not naming that build. */
    public DeclaredPython without(StandaloneBuild build) {
        return new DeclaredPython(
                source, builds.stream().filter(other -> !other.equals(build)).toList(), mirror, pip);
    }

    /** Whether there is a pip. */
    public boolean hasPip() {
        return pip == Switch.ON;
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

    /**
     * What decides which Python an image of that line has, one line each. What was locked before images had pip answers a declaration
     * without it.
     */
    List<String> shaping(PythonMinor line) {
        List<String> lines = new ArrayList<>();
        if (source != PythonSource.AUTO) {
            lines.add("python " + source);
        }
        build(line).ifPresent(build -> lines.add("python build " + build));
        if (hasPip()) {
            lines.add("pip");
        }
        return lines;
    }
}
