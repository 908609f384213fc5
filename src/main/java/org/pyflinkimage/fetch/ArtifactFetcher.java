package org.pyflinkimage.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.ParallelWork;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** Brings all files of a plan into the store, several at a time; what is there already costs nothing. */
public final class ArtifactFetcher {

    private static final int PARALLEL = 6;

    private final ArtifactStore store;
    private final Supplier<Transport> transport;
    private final JarSource jars;
    private final SourceRule rule;

    /**
     * A fetcher.
     *
     * @param transport asked only where a file has to be downloaded, by one thread first; it may need logins that are not there
     */
    public ArtifactFetcher(ArtifactStore store, Supplier<Transport> transport, JarSource jars, SourceRule rule) {
        this.store = store;
        this.transport = transport;
        this.jars = jars;
        this.rule = rule;
    }

    /**
     * The verified file of each artifact of the plan, in the plan's order.
     *
     * @throws PyFlinkException with the problems of all files that could not be had
     */
    public Map<LockedArtifact, Path> fetch(LockFile lock, Plan plan, BuildLog log) {
        return fetch(lock, plan, files -> {}, log);
    }

    /**
     * The same, for somebody who can begin with some before all are there.
     *
     * @param arrived is given each file once it is verified, by the thread that fetched it; first all that are here already
     */
    public Map<LockedArtifact, Path> fetch(
            LockFile lock, Plan plan, Consumer<Map<LockedArtifact, Path>> arrived, BuildLog log) {
        Map<LockedArtifact, Path> files = new HashMap<>();
        Set<LockedArtifact> missing = new LinkedHashSet<>();
        for (LockedArtifact artifact : plan.artifacts()) {
            store.find(artifact.sha256(), artifact.size())
                    .ifPresentOrElse(file -> files.put(artifact, file), () -> missing.add(artifact));
        }
        if (!missing.isEmpty()) {
            requireSizes(missing);
            rule.require(lock, missing);
        }
        arrived.accept(Map.copyOf(files));
        if (!missing.isEmpty()) {
            files.putAll(fetchMissing(lock, missing, arrived, log));
        }
        Map<LockedArtifact, Path> ordered = new LinkedHashMap<>();
        plan.artifacts().forEach(artifact -> ordered.put(artifact, files.get(artifact)));
        return Collections.unmodifiableMap(ordered);
    }

    /**
     * A file that is here, but of another size than the lock file has, is no file to look for elsewhere. One of its size has come since it
     * was missed: other builds fill the store too.
     */
    private void requireSizes(Set<LockedArtifact> missing) {
        List<Problem> problems = new ArrayList<>();
        for (LockedArtifact artifact : missing) {
            store.find(artifact.sha256())
                    .filter(file -> sizeOf(file) != artifact.size())
                    .filter(file -> Sha256.of(file).equals(artifact.sha256()))
                    .ifPresent(file -> problems.add(OtherBytes.otherSize(artifact, sizeOf(file))));
        }
        PyFlinkException.throwIfAny(problems);
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<LockedArtifact, Path> fetchMissing(
            LockFile lock, Set<LockedArtifact> missing, Consumer<Map<LockedArtifact, Path>> arrived, BuildLog log) {
        if (missing.stream().anyMatch(artifact -> artifact.location().source().hasAddress())) {
            // What it cannot be made for is told once, and not of each file.
            Objects.requireNonNull(transport.get());
        }
        long total = missing.stream().mapToLong(LockedArtifact::size).sum();
        try (BuildLog.Progress progress = log.progress("Fetching files", total)) {
            ParallelWork work = new ParallelWork("pyflink-fetch", PARALLEL);
            Map<LockedArtifact, Path> fetched = new HashMap<>();
            work.results(missing, LockedArtifact::size, artifact -> {
                        Path file = fetchOne(lock, artifact, progress, log);
                        arrived.accept(Map.of(artifact, file));
                        return Map.entry(artifact, file);
                    })
                    .forEach(one -> fetched.put(one.getKey(), one.getValue()));
            return fetched;
        }
    }

    private Path fetchOne(LockFile lock, LockedArtifact artifact, BuildLog.Progress progress, BuildLog log) {
        try {
            return artifact.by(new Ways(lock, progress, log));
        } catch (PyFlinkException e) {
            throw named(withoutSums(e, lock, artifact), artifact);
        }
    }

    /** How files of each kind are had. */
    private final class Ways implements LockedArtifact.ByKind<Path> {

        private final LockFile lock;
        private final BuildLog.Progress progress;
        private final BuildLog log;

        Ways(LockFile lock, BuildLog.Progress progress, BuildLog log) {
            this.lock = lock;
            this.progress = progress;
            this.log = log;
        }

        @Override
        public Path deb(LockedArtifact.Deb deb) {
            return downloaded(deb);
        }

        @Override
        public Path interpreter(LockedArtifact.Interpreter interpreter) {
            return fetchInterpreter(lock, interpreter, progress, log);
        }

        @Override
        public Path wheel(LockedArtifact.Wheel wheel) {
            return downloaded(wheel);
        }

        @Override
        public Path sdist(LockedArtifact.Sdist sdist) {
            return downloaded(sdist);
        }

        @Override
        public Path jar(LockedArtifact.Jar jar) {
            return fetchJar(jar, progress);
        }

        private Path downloaded(LockedArtifact artifact) {
            return download(lock.address(artifact.location()), artifact, progress, log);
        }
    }

    /** A mirror in the place of the lock file's source may have it in another folder. */
    private Path fetchInterpreter(
            LockFile lock, LockedArtifact.Interpreter interpreter, BuildLog.Progress progress, BuildLog log) {
        try {
            return download(lock.address(interpreter.location()), interpreter, progress, log);
        } catch (PyFlinkException e) {
            if (!mayBeElsewhere(e)) {
                throw e;
            }
            return fetchElsewhere(lock, interpreter, e, progress, log);
        }
    }

    /** Where it is not there either, the path of the lock file is what is told, unless the other one says more. */
    private Path fetchElsewhere(
            LockFile lock,
            LockedArtifact.Interpreter interpreter,
            PyFlinkException absence,
            BuildLog.Progress progress,
            BuildLog log) {
        PyFlinkException told = absence;
        for (String path : LockedArtifact.Interpreter.pathsOf(interpreter.file())) {
            Location other = new Location(interpreter.location().source(), path);
            if (!other.equals(interpreter.location())) {
                try {
                    return download(lock.address(other), interpreter, progress, log);
                } catch (PyFlinkException e) {
                    told = mayBeElsewhere(e) && !Transport.isMissing(told) ? told : e;
                }
            }
        }
        throw told;
    }

    private static boolean mayBeElsewhere(PyFlinkException failure) {
        return Transport.isMissing(failure) || RefusingMirror.isMet(failure);
    }

    private Path fetchJar(LockedArtifact.Jar jar, BuildLog.Progress progress) {
        FoundJar found = jars.jar(jar.coordinates());
        return put(jar, found.source(), file -> copy(found.file(), file, progress));
    }

    /** A wrong file may be a mirror's that is just brought up to date, or half a cache's: it is asked for once more. */
    private Path download(URI address, LockedArtifact artifact, BuildLog.Progress progress, BuildLog log) {
        AtomicLong received = new AtomicLong();
        LongConsumer telling = count -> {
            received.addAndGet(count);
            progress.advance(count);
        };
        Amount amount = Amount.exactly(artifact.size());
        ArtifactStore.FileWriter download = file -> transport.get().download(address, file, amount, telling);
        try {
            return store.put(artifact.sha256(), artifact.size(), download);
        } catch (PyFlinkException e) {
            if (!isWrongFile(e)) {
                throw e;
            }
            log.note("`%s` is not the file that was locked; trying again".formatted(Addresses.printable(address)));
            progress.advance(-received.get());
            return put(artifact, artifact.location().source(), download);
        }
    }

    private static boolean isWrongFile(PyFlinkException failure) {
        return failure.problems().stream().allMatch(OtherBytes::isWhatIsTold);
    }

    private Path put(LockedArtifact artifact, Source found, ArtifactStore.FileWriter writer) {
        try {
            return store.put(artifact.sha256(), artifact.size(), writer);
        } catch (PyFlinkException e) {
            throw changed(e, problem -> OtherBytes.explained(problem, artifact, found));
        }
    }

    /** What a lock file leads to on this machine's disk may be anything: nothing of it is told, not even its sum. */
    private static PyFlinkException withoutSums(PyFlinkException failure, LockFile lock, LockedArtifact artifact) {
        URI address = lock.address(artifact.location());
        if (!"file".equals(address.getScheme())) {
            return failure;
        }
        return changed(failure, problem -> OtherBytes.isWhatIsTold(problem) ? otherFile(address) : problem);
    }

    private static Problem otherFile(URI address) {
        return Problem.environment("PYF-722", "`%s` is not the file that was locked".formatted(address.getPath()))
                .why("its sum is another one")
                .remedy("put the file there that was locked, or delete `pyflink.lock` to resolve anew");
    }

    private static void copy(Path from, Path to, BuildLog.Progress progress) throws IOException {
        WholeFile.copy(from, to);
        progress.advance(Files.size(to));
    }

    private static PyFlinkException named(PyFlinkException failure, LockedArtifact artifact) {
        String who = "it is needed as `%s` %s".formatted(artifact.title(), artifact.version());
        return changed(failure, problem -> placed(nameIn(problem, who), artifact));
    }

    private static PyFlinkException changed(PyFlinkException failure, UnaryOperator<Problem> change) {
        PyFlinkException changed =
                new PyFlinkException(failure.problems().stream().map(change).toList());
        changed.initCause(failure.getCause());
        return changed;
    }

    /** A full disk, or a store that is none, is one problem, whichever file met it. */
    private static Problem nameIn(Problem problem, String who) {
        return ArtifactStore.NOT_TAKEN.contains(problem.code())
                        || problem.isInterruption()
                        || problem.code().equals("PYF-541")
                ? problem
                : problem.why(who);
    }

    /** An address out of a lock file is mended there, or by a mirror in its place. */
    private static Problem placed(Problem problem, LockedArtifact artifact) {
        Source source = artifact.location().source();
        if (source.kind() == Source.Kind.INTERPRETERS && problem.code().equals("PYF-505")) {
            return RefusingMirror.explained(problem);
        }
        if (!source.hasAddress() || !Set.of("PYF-502", "PYF-504").contains(problem.code())) {
            return problem;
        }
        Problem placed = problem.remedy(
                "its address comes from the line `%s` of `sources` in the lock file: change that where it has moved"
                        .formatted(source));
        return switch (source.kind()) {
            case ARCHIVE, SECURITY_ARCHIVE ->
                placed.remedy(
                        "or name a mirror in its place: `<debianMirror>`, `<debianSecurityMirror>`, or their properties "
                                + "`-Dpyflink.debianMirror`, `-Dpyflink.debianSecurityMirror`");
            case INTERPRETERS -> placed.remedy("or name a mirror in its place: " + Element.PYTHON_MIRROR.named());
            case INDEX, REPOSITORY -> placed;
        };
    }
}
