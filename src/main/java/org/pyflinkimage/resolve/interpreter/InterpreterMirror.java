package org.pyflinkimage.resolve.interpreter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Slashes;

/**
 * A place where archives of standalone CPythons lie: in a folder for each release, as their makers have them, or all in one.
 *
 * @param base ends with a slash
 */
record InterpreterMirror(URI base) {

    private static final String SUMS = "SHA256SUMS";

    /** The paths below the base at which an archive may lie. */
    List<String> pathsOf(StandaloneFile file) {
        return Interpreter.pathsOf(file);
    }

    /** A path as people see it there: on a disk as it is, elsewhere as it is asked for. */
    String shown(String path) {
        return "file".equals(base.getScheme()) ? path.replace("%2B", "+") : path;
    }

    /** What may say the sum of an archive that lies at a path: the release's own file, or one beside the archive. */
    List<String> sumsBeside(String path) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        return List.of(folder + SUMS, path + ".sha256");
    }

    /** The builds of a line that lie there, the newest first, as far as that can be seen: on this machine's disk. */
    List<StandaloneBuild> builds(PythonMinor line, Platform platform) {
        if (!"file".equals(base.getScheme())) {
            return List.of();
        }
        Path folder = Slashes.ofAddress(base, FileSystems.getDefault());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        NavigableSet<StandaloneBuild> builds = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            files.flatMap(file -> StandaloneFile.parse(String.valueOf(file.getFileName())).stream())
                    .filter(file -> file.platform() == platform)
                    .map(StandaloneFile::build)
                    .filter(build -> build.version().line().equals(line))
                    .forEach(builds::add);
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
        return List.copyOf(builds.descendingSet());
    }
}
