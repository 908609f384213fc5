package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.resolve.index.SimplePage;
import org.pyflinkimage.system.Command;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Brings a wheel of uv into the store: from the package indexes that the user's clients know, else by the user's pip. */
final class UvDownload {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final UvRelease release;
    private final BuildMachine machine;
    private final Environment environment;
    private final ArtifactStore store;
    private final Transport transport;
    private final List<String> failures = new ArrayList<>();

    UvDownload(
            UvRelease release,
            BuildMachine machine,
            Environment environment,
            ArtifactStore store,
            Transport transport) {
        this.release = release;
        this.machine = machine;
        this.environment = environment;
        this.store = store;
        this.transport = transport;
    }

    /** The wheel in the store; empty where nobody brings it. */
    Optional<Path> fetch(UvWheel wheel) {
        return store.find(wheel.sha256(), wheel.size())
                .or(() -> fromIndexes(wheel))
                .or(this::fromPip);
    }

    /** Why those who were asked did not bring it. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private Optional<Path> fromIndexes(UvWheel wheel) {
        return PythonIndexes.asked(environment).stream()
                .flatMap(index -> fromIndex(index, wheel).stream())
                .findFirst();
    }

    private Optional<Path> fromIndex(URI index, UvWheel wheel) {
        try {
            URI page = SimplePage.addressIn(index, "uv");
            Optional<URI> address = transport
                    .read(page, SimplePage.LARGEST)
                    .flatMap(body -> new SimplePage(page, body).file(wheel.file()));
            if (address.isEmpty()) {
                failures.add("the index at `%s` does not have `%s`".formatted(index.getHost(), wheel.file()));
            }
            return address.map(file -> store.put(
                    wheel.sha256(),
                    wheel.size(),
                    target -> transport.download(file, target, Amount.exactly(wheel.size()), count -> {})));
        } catch (PyFlinkException e) {
            if (e.isInterruption()) {
                throw e;
            }
            e.problems().forEach(problem -> failures.add(reason(problem, index, wheel)));
            return Optional.empty();
        }
    }

    /** Nobody has locked uv's own wheel, whose sum this plugin knows. */
    private static String reason(Problem problem, URI index, UvWheel wheel) {
        return problem.code().equals("PYF-501")
                ? "what the index at `%s` gives as `%s` is another file: a proxy, or a page for a login, may answer in its place"
                        .formatted(index.getHost(), wheel.file())
                : problem.what();
    }

    /** The user's pip knows its index, be it by its own default. */
    private Optional<Path> fromPip() {
        List<Command> pips = pips();
        if (pips.isEmpty()) {
            failures.add("neither pip nor the address of a package index was found");
        }
        return pips.stream().flatMap(pip -> fromPip(pip).stream()).findFirst();
    }

    private List<Command> pips() {
        return Stream.of(
                        onPath("python3").map(python -> python.command("-m", "pip")),
                        onPath("python").map(python -> python.command("-m", "pip")),
                        onPath("pip3").map(Program::command),
                        onPath("pip").map(Program::command))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Program> onPath(String name) {
        return DeclaredAccess.withoutLogins(environment).program(machine.programName(name));
    }

    private Optional<Path> fromPip(Command pip) {
        String name = String.join(" ", pip.words());
        try (Scratch scratch = Scratch.create()) {
            ProgramRun run = UvProgram.run(
                    pip.and(arguments(scratch.folder())).in(scratch.folder()).within(LONGEST));
            if (run.end() == ProgramRun.End.NOT_STARTED) {
                failures.add("`%s` cannot be run".formatted(name));
                return Optional.empty();
            }
            if (!run.succeeded()) {
                failures.add("`%s download` failed: %s".formatted(name, lastLine(run.errors())));
                return Optional.empty();
            }
            return keep(scratch.folder());
        } catch (IOException e) {
            failures.add("what `%s download` brought cannot be read".formatted(name));
            return Optional.empty();
        }
    }

    private List<String> arguments(Path folder) {
        return List.of(
                "download",
                "uv==" + release.version(),
                "--no-deps",
                "--only-binary",
                ":all:",
                "--no-input",
                "--disable-pip-version-check",
                "--quiet",
                "--dest",
                folder.toString());
    }

    private Optional<Path> keep(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Optional<UvWheel> wheel = release.wheelNamed(String.valueOf(file.getFileName()));
                if (wheel.isPresent()) {
                    return Optional.of(store.put(
                            wheel.get().sha256(), wheel.get().size(), target -> WholeFile.copy(file, target)));
                }
                failures.add("pip delivered `%s`, whose sum is not known here".formatted(file.getFileName()));
            }
        }
        return Optional.empty();
    }

    private static String lastLine(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .reduce((one, next) -> next)
                .orElse("")
                .strip();
    }
}
