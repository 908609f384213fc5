package org.pyflinkimage.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.resolve.DistributionJars;
import org.pyflinkimage.resolve.JarResolver;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.resolve.interpreter.LockedInterpreters;
import org.pyflinkimage.resolve.python.LocalWheels;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Sha256;

/**
 * What may have other bytes under one name is taken as it is now, at every build: jars of the build's own modules, of versions under
 * work and of the local repository's own, and wheels that are given as files or as folders of sources. All else stays what the lock file fixes.
 */
final class ChangingArtifacts {

    private final JarSource jars;
    private final LocalWheels wheels;
    private final Path project;
    private final BuildLog log;
    private final Set<Sha256> told = new HashSet<>();

    /** @param project the folder of the lock file, whose own files are looked at as well */
    ChangingArtifacts(JarSource jars, LocalWheels wheels, Path project, BuildLog log) {
        this.jars = jars;
        this.wheels = wheels;
        this.project = project.toAbsolutePath().normalize();
        this.log = log;
    }

    /** The plan of a lock file that answers a question, with such artifacts as they are now; empty where none answers it. */
    Optional<Plan> answer(Question question, LockFile lock) {
        CellDigest digest = new CellDigest(question.spec(), lock, wheels);
        return answering(question, lock)
                .filter(plan -> hasDeclaredPython(plan, question))
                .flatMap(plan -> now(plan.contents(), question, lock)
                        .map(contents -> declared(plan.withContents(contents), digest)));
    }

    /** The standalone CPython for which alone a plan answers no question: neither declared nor known. */
    Optional<Interpreter> undeclared(Question question, LockFile lock) {
        return answering(question, lock)
                .filter(plan -> !hasDeclaredPython(plan, question))
                .flatMap(plan -> plan.contents().interpreter());
    }

    private Optional<Plan> answering(Question question, LockFile lock) {
        CellDigest digest = new CellDigest(question.spec(), lock, wheels);
        return lock.plan(question.spec().combination())
                .filter(plan -> plan.base()
                        .map(LockedBase::image)
                        .equals(question.spec().layeredBase()))
                .filter(digest::isOf);
    }

    private static boolean hasDeclaredPython(Plan plan, Question question) {
        return LockedInterpreters.isDeclared(plan, question.spec().python());
    }

    /** Plans that were made just now, each with the digest that tells later what it answers. */
    LockFile made(LockFile resolved, List<Question> questions) {
        List<Plan> plans = new ArrayList<>(resolved.plans());
        for (Question question : questions) {
            CellDigest digest = new CellDigest(question.spec(), resolved, wheels);
            plans.replaceAll(
                    plan -> plan.combination().equals(question.spec().combination()) ? declared(plan, digest) : plan);
        }
        return new LockFile(resolved.sources(), plans);
    }

    private static Plan declared(Plan plan, CellDigest digest) {
        return digest.of(plan.contents()).map(plan::answering).orElse(plan);
    }

    private Optional<PlannedContents> now(PlannedContents contents, Question question, LockFile lock) {
        List<Distribution> distributions = new ArrayList<>();
        for (Distribution distribution : contents.distributions()) {
            if (wasReplaced(distribution, lock)) {
                log.note("`%s` is another file than the one that was locked".formatted(distribution.title()));
                return Optional.empty();
            }
            distributions.add(now(distribution, lock));
        }
        return jars(contents, question.spec())
                .map(all -> contents.withDistributions(distributions).withJars(all));
    }

    /** Those of connectors and parts; empty where one has to be looked for. A part that nobody asked for may not have been found. */
    private Optional<List<Jar>> jars(PlannedContents contents, ImageSpec spec) {
        if (spec.transitive().stream().anyMatch(connector -> jars.isOfThisBuild(connector.jar()))) {
            return Optional.empty();
        }
        Set<MavenCoordinates> expected = new TreeSet<>(spec.connectors());
        List<MavenCoordinates> parts = DistributionJars.of(spec);
        expected.addAll(parts);
        List<Jar> all = new ArrayList<>();
        List<Jar> others = new ArrayList<>(contents.jars());
        for (MavenCoordinates coordinates : expected) {
            Optional<Jar> line = lineOf(coordinates, contents);
            line.ifPresent(others::remove);
            boolean dispensable = spec.parts().declared().isEmpty() && parts.contains(coordinates);
            if (line.isPresent() || !dispensable) {
                Optional<Jar> jar = line.flatMap(found -> now(coordinates, found));
                if (jar.isEmpty() || dependsOnOthers(jar.get(), line.orElseThrow(), spec)) {
                    return Optional.empty();
                }
                all.add(jar.get());
            }
        }
        return spec.transitive().isEmpty() ? Optional.of(all) : withDependencies(all, others);
    }

    /** A connector with its dependencies that was replaced under its name may depend on other jars now. */
    private static boolean dependsOnOthers(Jar now, Jar locked, ImageSpec spec) {
        return !now.sha256().equals(locked.sha256())
                && spec.transitive().stream()
                        .anyMatch(connector -> connector.jar().equals(now.coordinates()));
    }

    /** Which jars others depend on was asked when they were locked; that a jar of them may change is looked at here. */
    private Optional<List<Jar>> withDependencies(List<Jar> declared, List<Jar> dependencies) {
        List<Jar> all = new ArrayList<>(declared);
        for (Jar line : dependencies) {
            Optional<Jar> jar = now(line.coordinates(), line);
            if (jar.isEmpty()) {
                return Optional.empty();
            }
            all.add(jar.get());
        }
        all.sort(Comparator.comparing(Jar::coordinates));
        return Optional.of(all);
    }

    /** What lies in the project and is locked all the same, such as a wheel in a folder of them, is never built from an older copy. */
    private boolean wasReplaced(Distribution distribution, LockFile lock) {
        return !distribution.location().source().isChanging()
                && CellDigest.fileOf(lock.address(distribution.location()))
                        .filter(file -> file.normalize().startsWith(project))
                        .filter(file -> sizeOf(file) != distribution.size()
                                || !Sha256.of(file).equals(distribution.sha256()))
                        .isPresent();
    }

    private Distribution now(Distribution distribution, LockFile lock) {
        if (!distribution.location().source().isChanging() || !(distribution instanceof Wheel wheel)) {
            return distribution;
        }
        Path file =
                wheels.file(lock.address(wheel.location()), wheel.fileName()).orElseThrow();
        return taken(
                wheel,
                new Wheel(
                        wheel.name(),
                        wheel.version(),
                        wheel.fileName(),
                        wheel.location(),
                        Sha256.of(file),
                        sizeOf(file)));
    }

    private static Optional<Jar> lineOf(MavenCoordinates connector, PlannedContents contents) {
        return contents.jars().stream()
                .filter(jar -> jar.coordinates().equals(connector)
                        || (jar.location().source().equals(Source.BUILD)
                                && jar.coordinates()
                                        .withVersion(connector.version())
                                        .equals(connector)))
                .findFirst();
    }

    /** Empty where another jar than the locked one comes from a repository now. */
    private Optional<Jar> now(MavenCoordinates connector, Jar line) {
        Source locked = line.location().source();
        if (!locked.isChanging() && !connector.isSnapshot() && !jars.isOfThisBuild(connector)) {
            return Optional.of(line);
        }
        FoundJar found = jars.jar(connector);
        Jar jar = JarResolver.locked(connector, found);
        if (found.source().isChanging()) {
            // A build of the module alone finds what a build of the whole project made.
            Source source = locked.equals(Source.BUILD) ? locked : found.source();
            return Optional.of(
                    taken(line, jar.at(new Location(source, jar.location().path()))));
        }
        if (jar.sha256().equals(line.sha256()) && jar.coordinates().equals(line.coordinates())) {
            return Optional.of(line);
        }
        log.note("`%s` comes from a repository now, and is another file than the one that was built with"
                .formatted(connector));
        return Optional.empty();
    }

    private <T extends LockedArtifact> T taken(T before, T now) {
        // A lock file that is written is held against its questions twice.
        if (!before.sha256().equals(now.sha256()) && told.add(now.sha256())) {
            log.note("`%s` %s has changed: taken as it is now".formatted(now.title(), now.version()));
        }
        return now;
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
