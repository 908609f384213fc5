package org.pyflinkimage.build;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pyflinkimage.build.base.LayeredBases;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.resolve.JarResolver;
import org.pyflinkimage.resolve.PlanResolver;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.resolve.debian.AptImages;
import org.pyflinkimage.resolve.debian.ArchivesToday;
import org.pyflinkimage.resolve.debian.DebianResolution;
import org.pyflinkimage.resolve.debian.DebianResolver;
import org.pyflinkimage.resolve.debian.DebianSurroundings;
import org.pyflinkimage.resolve.interpreter.InterpreterResolver;
import org.pyflinkimage.resolve.interpreter.UvReleases;
import org.pyflinkimage.resolve.python.PythonResolver;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Once;

/**
 * The streets that plans are resolved in, as this machine has them: archives, indexes, uv, repositories of jars. Each is opened once, and
 * not before something is asked for there.
 */
final class Streets {

    private final Surroundings surroundings;
    private final Variables variables;
    private final Instant now;
    private final Supplier<Reach> reach;
    private final Supplier<LayeredBases> bases;
    private final Supplier<ImageReader> images;
    private final BuildLog log;
    private final Once<AptImages> apt = new Once<>(this::openApt);
    private final Once<UvSearch> uv = new Once<>(this::openUv);
    private final Once<UvReleases> releases = new Once<>(this::openReleases);

    /** The sources of what this build has resolved itself. */
    private final List<URI> chosenHere = new ArrayList<>();

    /**
     * The variables that hold here.
     *
     * @param own as they are
     * @param told with the declared indexes and their logins
     */
    record Variables(Environment own, Supplier<Environment> told) {}

    Streets(
            Surroundings surroundings,
            Variables variables,
            Instant now,
            Supplier<Reach> reach,
            Supplier<LayeredBases> bases,
            Supplier<ImageReader> images) {
        this.surroundings = surroundings;
        this.variables = variables;
        this.now = now;
        this.reach = reach;
        this.bases = bases;
        this.images = images;
        this.log = surroundings.log();
    }

    /** Where that which was chosen by this build came from. */
    List<URI> chosenHere() {
        return List.copyOf(chosenHere);
    }

    /**
     * Chooses what answers questions anew; what is found in bases is as grave as it is taken.
     *
     * @param judge throws where what lies at an address is not to be read
     */
    LockFile resolve(
            List<Question> questions, LockFile older, Instant created, Severities severities, Consumer<URI> judge) {
        DebianSurroundings archives = DebianSurroundings.ofMachine(older.releases(), now, log);
        DebianResolver debian = new DebianResolver(reach.get().transport(), archives, apt.get());
        LockFile resolved = new PlanResolver(
                        debian::resolve,
                        spec -> resolveBase(spec, debian, severities),
                        interpreters()::resolve,
                        new PythonResolver(
                                        uv.get(),
                                        variables.told().get(),
                                        surroundings.store(),
                                        reach.get().transport(),
                                        log)
                                .judgedBy(judge)::resolve,
                        new JarResolver(surroundings.jars()),
                        log)
                .resolve(questions, older.sources(), created);
        chosenHere.addAll(resolved.sources().values());
        return resolved;
    }

    private DebianResolution resolveBase(ImageSpec spec, DebianResolver debian, Severities severities) {
        ChosenBase base = bases.get().choose(spec, severities::of);
        DebianResolution resolution = debian.upon(base, spec.combination(), spec.hints(), spec.packages());
        if (base.further().isPresent()) {
            log.note("%s: %s packages of %s come upon `%s`"
                    .formatted(
                            spec.combination(),
                            resolution.debs().size(),
                            resolution.system().suite(),
                            spec.layeredBase().orElseThrow()));
        }
        return resolution;
    }

    private UvSearch openUv() {
        return new UvSearch(
                variables.told().get(),
                surroundings.store(),
                reach.get().transport(),
                surroundings.network().offline(),
                log);
    }

    private UvReleases openReleases() {
        return new UvReleases(uv.get(), variables.own());
    }

    private InterpreterResolver interpreters() {
        return new InterpreterResolver(surroundings.store(), reach.get().transport(), releases.get(), log);
    }

    private AptImages openApt() {
        return new ImageApt(
                images,
                surroundings.store(),
                new ImageApt.Circumstances(now, surroundings.network().offline(), log));
    }

    /** Where this machine would look now for what a lock file names. */
    List<URI> placesToday(Source source, LockFile lock, List<ImageSpec> specs) {
        ArchivesToday archives = new ArchivesToday(
                DebianSurroundings.ofMachine(lock.releases(), now, log), apt.get(), plan -> aptOfBase(plan, specs));
        return specs.stream()
                .map(ImageSpec::hints)
                .distinct()
                .flatMap(hints -> switch (source.kind()) {
                    case ARCHIVE, SECURITY_ARCHIVE -> archives.of(source, hints, lock).stream();
                    case INTERPRETERS -> Stream.of(releases.get().apply(hints));
                    case INDEX, REPOSITORY -> Stream.<URI>empty();
                })
                .toList();
    }

    /** How apt is set up in the base of a plan; empty where that has none. */
    private Optional<Supplier<AptSetup>> aptOfBase(Plan plan, List<ImageSpec> specs) {
        return specs.stream()
                .filter(spec -> spec.combination().equals(plan.combination()))
                .filter(spec -> plan.base().isPresent() && spec.layeredBase().isPresent())
                .findFirst()
                .map(spec -> () -> bases.get().apt(spec, plan));
    }
}
