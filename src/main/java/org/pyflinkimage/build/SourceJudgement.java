package org.pyflinkimage.build;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.SourceRule;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Slashes;

/**
 * Judges where a lock file takes files from. On disk that is below its own folder or where the declaration or the machine says; on
 * the web what nobody here has named is told, or refused where that was asked for. Sums decide what is taken in any case.
 */
final class SourceJudgement implements SourceRule {

    private final Path lockFile;
    private final AcceptedSources declared;
    private final Supplier<ConfiguredSources> configured;
    private final PlacesToday today;
    private final BuildLog log;

    /**
     * A judgement for one lock file.
     *
     * @param declared whether sources on the web are taken from that nobody here has named, and what is accepted beside
     * @param configured asked only where something is fetched
     * @param today asked only where what is fetched would be refused
     */
    SourceJudgement(
            Path lockFile,
            AcceptedSources declared,
            Supplier<ConfiguredSources> configured,
            PlacesToday today,
            BuildLog log) {
        this.lockFile = lockFile.toAbsolutePath().normalize();
        this.declared = declared;
        this.configured = configured;
        this.today = today;
        this.log = log;
    }

    @Override
    public void require(LockFile lock, Set<LockedArtifact> missing) {
        List<Problem> problems = new ArrayList<>();
        Map<Source, URI> strangers = new LinkedHashMap<>();
        for (LockedArtifact artifact : missing) {
            if (artifact.location().source().hasAddress()) {
                URI address = lock.address(artifact.location());
                if ("file".equals(address.getScheme())) {
                    outside(artifact, lock).ifPresent(problems::add);
                } else if (!configured.get().hasHostOf(address)) {
                    strangers.put(artifact.location().source(), address);
                }
            }
        }
        strangers.forEach((source, address) -> {
            if (declared.any()) {
                log.note("`%s`: `%s` is at `%s`, which nothing here names; sums decide what is taken from there"
                        .formatted(lockFile.getFileName(), source, Addresses.authority(address)));
            } else {
                unlessNamedToday(source, lock, named -> named.hasHostOf(address), unnamed(source, address))
                        .ifPresent(problems::add);
            }
        });
        PyFlinkException.throwIfAny(problems);
    }

    /** Empty where this build would name the place by itself. */
    private Optional<Problem> unlessNamedToday(
            Source source, LockFile lock, Predicate<ConfiguredSources> names, Problem problem) {
        try {
            return names.test(ConfiguredSources.of(today.of(source, lock))) ? Optional.empty() : Optional.of(problem);
        } catch (PyFlinkException e) {
            if (e.isInterruption()) {
                throw e;
            }
            return Optional.of(problem.why("who else may name it cannot be asked: "
                    + e.problems().get(0).what()));
        }
    }

    /**
     * Looks at the files on this machine's disk alone, before any of them is read.
     *
     * @throws PyFlinkException {@code PYF-715} for each that lies elsewhere
     */
    void requireOnDisk(LockFile lock, Collection<LockedArtifact> artifacts) {
        List<Problem> problems = new ArrayList<>();
        for (LockedArtifact artifact : artifacts) {
            if (lock.isOnDisk(artifact.location())) {
                outside(artifact, lock).ifPresent(problems::add);
            }
        }
        PyFlinkException.throwIfAny(problems);
    }

    /**
     * Looks at where what was just chosen lies on this machine's disk: a page of an index may lead there, and uv follows it.
     *
     * @throws PyFlinkException {@code PYF-715} for each that lies where nothing here names a folder
     */
    void requireChosenOnDisk(LockFile lock, Collection<LockedArtifact> artifacts) {
        PyFlinkException.throwIfAny(artifacts.stream()
                .filter(artifact -> lock.isOnDisk(artifact.location()))
                .filter(artifact -> outside(artifact, lock).isPresent())
                .map(artifact -> chosenElsewhere(lock.address(artifact.location())))
                .toList());
    }

    /**
     * The same for one address, before what lies there is read.
     *
     * @throws PyFlinkException {@code PYF-715}
     */
    void requireChosenAt(URI address) {
        if ("file".equals(address.getScheme()) && !isInside(diskPath(address))) {
            throw chosenElsewhere(address).toException();
        }
    }

    private boolean isInside(Path path) {
        return lies(path, Stream.of(own())) || liesIn(configured.get(), path);
    }

    private Problem chosenElsewhere(URI address) {
        Path path = diskPath(address);
        Problem chosen = Problem.declaration("PYF-715", "`%s` was chosen from this machine's disk".formatted(path));
        return isNamed(path) ? linked(chosen) : ledTo(chosen, address);
    }

    private Problem ledTo(Problem chosen, URI address) {
        return chosen.why(
                        "an index's page leads there, or what else was asked: no folder that the declaration, uv, pip or apt take files from has it, nor the lock file's")
                .why("the lock file would name this machine's file, and its sum")
                .remedy("take files from an index whose pages lead to its own, " + Element.INDEXES.named())
                .remedy("or name the folder, where it is right: " + declaredWith(address.resolve(".")));
    }

    private static Path diskPath(URI address) {
        return Slashes.ofAddress(address, FileSystems.getDefault())
                .toAbsolutePath()
                .normalize();
    }

    private Optional<Problem> outside(LockedArtifact artifact, LockFile lock) {
        URI address = lock.address(artifact.location());
        Path path = diskPath(address);
        if (isInside(path)) {
            return Optional.empty();
        }
        Source source = artifact.location().source();
        Problem problem = isNamed(path) ? linkedSince(path) : elsewhere(path, address);
        // Of the folders of uv's own files, only uv knows the one for interpreters.
        return source.kind() == Source.Kind.INTERPRETERS
                ? unlessNamedToday(source, lock, named -> liesIn(named, path), problem)
                : Optional.of(problem);
    }

    /** Whether a folder that is named has it by its path, so that a link is what leads out of that. */
    private boolean isNamed(Path path) {
        return path.startsWith(own()) || configured.get().folders().stream().anyMatch(path::startsWith);
    }

    private Path own() {
        return lockFile.resolveSibling("");
    }

    private Problem fromDisk(Path path) {
        return Problem.declaration(
                "PYF-715", "`%s` takes `%s` from this machine's disk".formatted(lockFile.getFileName(), path));
    }

    private static Problem linked(Problem problem) {
        return problem.why(
                        "a link on the way to it leads out of the folder that it is named in, and no such link is followed")
                .remedy("put what the link leads to in its place");
    }

    private Problem linkedSince(Path path) {
        return linked(fromDisk(path))
                .remedy("or restore the lock file from version control, or delete it to resolve anew");
    }

    private Problem elsewhere(Path path, URI address) {
        return fromDisk(path)
                .why(
                        "that is neither below the lock file's folder nor where the declaration, uv, pip or apt take files from")
                .remedy("restore the lock file from version control, or delete it to resolve anew")
                .remedy("or name the folder, where it is right: " + declaredWith(address.resolve(".")));
    }

    /** What is declared, with one address more, but for logins: a host is what counts. */
    private String declaredWith(URI more) {
        return Element.SOURCES.with(Stream.concat(
                        Stream.of(declared.any() ? "any" : "configured"),
                        Stream.concat(declared.further().stream(), Stream.of(more))
                                .map(address -> Addresses.withoutLogin(address).toString()))
                .distinct()
                .collect(Collectors.joining(",")));
    }

    private static boolean liesIn(ConfiguredSources named, Path path) {
        return lies(path, named.folders().stream());
    }

    private static boolean lies(Path path, Stream<Path> folders) {
        return folders.anyMatch(folder -> path.startsWith(folder) && staysIn(folder, path));
    }

    /**
     * A link below a folder may lead anywhere. What does not exist is nowhere yet, and what may not be looked at may not be read either:
     * both are told as that where it is read.
     */
    private static boolean staysIn(Path folder, Path path) {
        try {
            return Files.notExists(path) || path.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    private Problem unnamed(Source source, URI address) {
        return Problem.declaration(
                        "PYF-716",
                        "`%s` is at `%s` by `%s`"
                                .formatted(source, Addresses.authority(address), lockFile.getFileName()))
                .why(
                        "neither the declaration nor this machine's uv, pip or apt name that host, nor would this build by itself")
                .why(Element.SOURCES.named() + " accepts no others")
                .remedy("add it, where it is right: " + declaredWith(address.resolve("/")))
                .remedy("or change its line in `sources` of the lock file to a mirror of yours");
    }
}
