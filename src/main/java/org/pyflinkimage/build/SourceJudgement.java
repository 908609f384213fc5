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
import java.util.stream.Stream;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.SourceRule;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Source;
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
    private final boolean any;
    private final Supplier<ConfiguredSources> configured;
    private final PlacesToday today;
    private final BuildLog log;

    /**
     * A judgement for one lock file.
     *
     * @param any whether sources on the web are taken from that nobody here has named
     * @param configured asked only where something is fetched
     * @param today asked only where what is fetched would be refused
     */
    SourceJudgement(
            Path lockFile, boolean any, Supplier<ConfiguredSources> configured, PlacesToday today, BuildLog log) {
        this.lockFile = lockFile.toAbsolutePath().normalize();
        this.any = any;
        this.configured = configured;
        this.today = today;
        this.log = log;
    }

    @Override
    public void require(LockFile lock, Set<LockedArtifact> missing) {
        List<Problem> problems = new ArrayList<>();
        Map<Source, URI> strangers = new LinkedHashMap<>();
        for (LockedArtifact artifact : missing) {
            if (!(artifact instanceof Jar)) {
                URI address = lock.address(artifact.location());
                if ("file".equals(address.getScheme())) {
                    outside(artifact, lock).ifPresent(problems::add);
                } else if (!configured.get().hasHostOf(address)) {
                    strangers.put(artifact.location().source(), address);
                }
            }
        }
        strangers.forEach((source, address) -> {
            if (any) {
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

    private Optional<Problem> outside(LockedArtifact artifact, LockFile lock) {
        URI address = lock.address(artifact.location());
        Path path = Slashes.ofAddress(address, FileSystems.getDefault())
                .toAbsolutePath()
                .normalize();
        Path own = lockFile.resolveSibling("");
        if (lies(path, Stream.of(own)) || liesIn(configured.get(), path)) {
            return Optional.empty();
        }
        Source source = artifact.location().source();
        // Of the folders of uv's own files, only uv knows the one for interpreters.
        return source.kind() == Source.Kind.INTERPRETERS
                ? unlessNamedToday(source, lock, named -> liesIn(named, path), elsewhere(path, address))
                : Optional.of(elsewhere(path, address));
    }

    private Problem elsewhere(Path path, URI address) {
        return Problem.declaration(
                        "PYF-715", "`%s` takes `%s` from this machine's disk".formatted(lockFile.getFileName(), path))
                .why(
                        "that is neither below the lock file's folder nor where the declaration, uv, pip or apt take files from")
                .remedy("restore the lock file from version control, or delete it to resolve anew")
                .remedy("or name the folder, where it is right: `<sources>` (-Dpyflink.sources=%s,%s)"
                        .formatted(any ? "any" : "configured", address.resolve(".")));
    }

    private static boolean liesIn(ConfiguredSources named, Path path) {
        return lies(path, named.folders().stream());
    }

    private static boolean lies(Path path, Stream<Path> folders) {
        return folders.anyMatch(folder -> path.startsWith(folder) && staysIn(folder, path));
    }

    /** A link below a folder may lead anywhere; what does not exist is nowhere yet, and is told as that. */
    private static boolean staysIn(Path folder, Path path) {
        try {
            return Files.notExists(path) || path.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
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
                .remedy("add it, where it is right: `-Dpyflink.sources=configured,%s`".formatted(address.resolve("/")))
                .remedy("or change its line in `sources` of the lock file to a mirror of yours");
    }
}
