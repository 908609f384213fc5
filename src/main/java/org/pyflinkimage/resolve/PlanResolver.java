package org.pyflinkimage.resolve;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.resolve.debian.DebianResolution;
import org.pyflinkimage.resolve.debian.DebianResolver;
import org.pyflinkimage.resolve.interpreter.InterpreterResolution;
import org.pyflinkimage.resolve.interpreter.InterpreterResolver;
import org.pyflinkimage.resolve.python.PythonResolution;
import org.pyflinkimage.resolve.python.PythonResolver;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Chooses every artifact of every declared image: specs in, a {@link LockFile} out. */
public final class PlanResolver {

    private final SystemChoice systems;
    private final BaseChoice bases;
    private final InterpreterSearch interpreters;
    private final PackageChoice packages;
    private final JarResolver jars;
    private final BuildLog log;

    public PlanResolver(
            SystemChoice systems,
            BaseChoice bases,
            InterpreterSearch interpreters,
            PackageChoice packages,
            JarResolver jars,
            BuildLog log) {
        this.systems = systems;
        this.bases = bases;
        this.interpreters = interpreters;
        this.packages = packages;
        this.jars = jars;
        this.log = log;
    }

    /** Chooses the operating system of a combination, as {@link DebianResolver} does. */
    @FunctionalInterface
    public interface SystemChoice {
        DebianResolution resolve(
                Combination combination, ImageSpec.Hints hints, DeclaredPython python, List<String> packages);
    }

    /** Looks up the image that another is built upon: what it is now, and what it brings. */
    @FunctionalInterface
    public interface BaseChoice {

        /**
         * The system of an image upon it.
         *
         * @param spec has a {@linkplain ImageSpec#layeredBase base} that this plugin builds upon
         */
        DebianResolution resolve(ImageSpec spec);
    }

    /** Finds standalone CPythons, as {@link InterpreterResolver} does. */
    @FunctionalInterface
    public interface InterpreterSearch {
        InterpreterResolution resolve(StandaloneFile file, DeclaredPython python, ImageSpec.Hints hints);
    }

    /** Chooses the Python distributions for a system, as {@link PythonResolver} does. */
    @FunctionalInterface
    public interface PackageChoice {
        PythonResolution resolve(
                Combination combination,
                SystemVersions system,
                PythonRequirements requirements,
                PythonResolver.Options options);
    }

    /**
     * A part of a declaration.
     *
     * @param declaration a digest of all in it that shapes what it resolves to
     */
    public record Question(ImageSpec spec, Sha256 declaration) {}

    /**
     * The plans that answer these questions.
     *
     * @param known the sources that have names already
     * @param created the images' creation date
     * @throws PyFlinkException with the problems of all specs that cannot be resolved
     */
    public LockFile resolve(List<Question> questions, SortedMap<Source, URI> known, Instant created) {
        SharedSources sources = new SharedSources(known);
        List<Plan> plans = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Question question : questions) {
            try {
                plans.add(resolve(question, created, sources));
            } catch (PyFlinkException e) {
                e.problems().stream()
                        .filter(problem -> !problems.contains(problem))
                        .forEach(problems::add);
            }
        }
        PyFlinkException.throwIfAny(problems);
        return new LockFile(sources.addresses(), plans);
    }

    private Plan resolve(Question question, Instant created, SharedSources sources) {
        ImageSpec spec = question.spec();
        Combination combination = spec.combination();
        log.step("Resolving " + combination);
        DebianResolution system = spec.layeredBase().isPresent()
                ? bases.resolve(spec)
                : systems.resolve(combination, spec.hints(), spec.python(), spec.packages());
        Optional<InterpreterResolution> interpreter = system.interpreter().map(file -> found(file, system, spec));
        system.system().base().flatMap(LockedBase::python).ifPresent(python -> tellOwn(python, system, spec));
        PlannedContents below = PlannedContents.none()
                .withDebs(sources.adopt(system.sources(), system.debs(), Deb::at))
                .with(interpreter.map(one -> sources.adopt(one.sources(), List.of(one.interpreter()), Interpreter::at)
                        .get(0)));
        Plan plan = new Plan(combination, question.declaration(), created, system.system(), below);
        // A Dockerfile has no interpreter but that of its base's suite.
        boolean hasDockerfile = plan.hasSuitesPython();
        PythonResolver.Options options = new PythonResolver.Options(
                spec.hints().uv(),
                AddedByDefault.to(spec),
                spec.hints().builder().filter(builder -> hasDockerfile),
                hasDockerfile || system.baseTakesDockerfile());
        PythonResolution distributions = packages.resolve(combination, system.system(), spec.requirements(), options);
        List<Jar> all = new ArrayList<>(jars.resolve(spec.connectors()));
        all.addAll(new DistributionJars(jars, log).resolve(spec));
        all.addAll(new ClosureJars(jars.source(), log).resolve(spec));
        all.sort(Comparator.comparing(Jar::coordinates));
        distributions.added().forEach(log::note);
        PlannedContents contents = new PlannedContents(
                below.debs(),
                below.interpreter(),
                sources.adopt(distributions.sources(), distributions.distributions(), Distribution::at),
                all,
                distributions.added());
        AcceleratorWeight.note(combination, contents.wheels()).ifPresent(log::warn);
        return plan.withContents(contents);
    }

    private void tellOwn(UnixPath python, DebianResolution system, ImageSpec spec) {
        boolean comes = system.debs().stream()
                .map(Deb::name)
                .anyMatch(Suite.pythonPackage(spec.combination().python())::equals);
        log.note("%s: the %s Python, %s, `%s`"
                .formatted(
                        spec.combination(),
                        comes
                                        && python.equals(ImagePaths.debianPython(
                                                spec.combination().python().toString()))
                                ? "suite's"
                                : "base's own",
                        system.system().python(),
                        python));
    }

    private InterpreterResolution found(StandaloneFile file, DebianResolution system, ImageSpec spec) {
        Object place = spec.layeredBase()
                .<Object>map(base -> base)
                .orElse(system.system().suite());
        log.note("%s: a standalone CPython, %s, on `%s`".formatted(spec.combination(), file.build(), place));
        return interpreters.resolve(file, spec.python(), spec.hints());
    }
}
