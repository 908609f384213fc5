package org.pyflinkimage.resolve.uv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Finds uv: the one that is named, else one on the PATH, else the pinned release, brought into the store through the package index
 * that the user's clients know. One that was found is asked no more: it is the same for a whole build.
 */
public final class UvSearch {

    private final Environment environment;
    private final PinnedUv pinned;
    private final boolean offline;
    private final Map<Optional<Path>, UvProgram> known = new ConcurrentHashMap<>();

    /** @param offline whether nothing may be downloaded */
    public UvSearch(Environment environment, ArtifactStore store, Transport transport, boolean offline, BuildLog log) {
        this(environment, pinned(environment, store, transport, log), offline);
    }

    UvSearch(Environment environment, PinnedUv pinned, boolean offline) {
        this.environment = environment;
        this.pinned = pinned;
        this.offline = offline;
    }

    private static PinnedUv pinned(Environment environment, ArtifactStore store, Transport transport, BuildLog log) {
        UvRelease release = UvRelease.shipped();
        BuildMachine machine = BuildMachine.current();
        UvDownload download = new UvDownload(release, machine, environment, store, transport);
        return new PinnedUv(release, machine, store, download, log);
    }

    /**
     * A usable uv.
     *
     * @param named what {@code <uv>} says
     * @throws PyFlinkException {@code PYF-480} where there is none, {@code PYF-481} where the named one is not usable
     */
    public UvProgram find(Optional<Path> named) {
        return known.computeIfAbsent(named, this::search);
    }

    /** Whether uv, too, may use only what it has read earlier. */
    public boolean isOffline() {
        return offline;
    }

    private UvProgram search(Optional<Path> named) {
        if (named.isPresent()) {
            return inspectNamed(named.get());
        }
        Optional<UvProgram> found = onPath("uv").flatMap(uv -> UvProgram.inspect(uv.file(), environment));
        return found.filter(UvProgram::knowsStub).orElseGet(() -> fetchedBeside(found));
    }

    /** A uv of another version that happens to be there would be shown a Python of this machine: only where it is declared. */
    private UvProgram fetchedBeside(Optional<UvProgram> other) {
        try {
            return fetched();
        } catch (PyFlinkException e) {
            if (other.isEmpty()) {
                throw e;
            }
            throw new PyFlinkException(e.problems().stream()
                    .map(problem -> naming(problem, other.get()))
                    .toList());
        }
    }

    private static Problem naming(Problem problem, UvProgram other) {
        return problem.why("`%s` is uv %s, and without a word of yours only uv %s is used"
                        .formatted(
                                other.executable(),
                                other.version(),
                                UvRelease.shipped().version()))
                .remedy("or name that one, if it may be used: " + Element.UV.with(other.executable()));
    }

    private UvProgram inspectNamed(Path file) {
        return UvProgram.inspect(file, environment).orElseThrow(() -> {
            Problem problem = Problem.declaration("PYF-481", "`%s` is no uv that can be used".formatted(file));
            String reason = !Files.isRegularFile(file)
                    ? "there is no such file"
                    : !Files.isExecutable(file)
                            ? "it is not executable"
                            : "`uv --version` there answers no 0.%s or newer of 0.x"
                                    .formatted(UvRelease.shipped().oldestMinor());
            return problem.why(reason)
                    .remedy("correct " + Element.UV.named() + ", or leave it out: then uv is found or fetched")
                    .toException();
        });
    }

    private UvProgram fetched() {
        Path file = pinned.file(offline);
        return UvProgram.inspect(file, environment)
                .orElseThrow(() -> PinnedUv.notFound(List.of("`%s` does not run on this machine".formatted(file))));
    }

    private Optional<Program> onPath(String name) {
        return environment.program(pinned.machine().programName(name));
    }
}
