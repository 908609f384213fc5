package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pyflinkimage.build.base.Bases;
import org.pyflinkimage.build.base.DockerfileNeeds;
import org.pyflinkimage.build.base.LayeredBases;
import org.pyflinkimage.build.validation.BaseLook;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.resolve.debian.DebianReach;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Once;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Blame;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Judges bases before anything is built, with the findings of a build: those that lie on this machine, also as what the store has of a
 * locked one; others where a registry or a daemon may be asked for them. Of the rest it says that nobody has looked into them.
 */
public final class BasesAhead implements BaseLook {

    /** That there is no file of a base. */
    private static final String NOT_THERE = "PYF-945";

    private final Machine machine;
    private final How how;
    private final Supplier<LockFile> lock;
    private final Supplier<Bases> bases;

    /**
     * How bases are judged.
     *
     * @param lockFile that may have their digests
     * @param templates the folder with templates that come before the plugin's own
     * @param mayAsk whether registries and daemons are asked
     */
    record How(Path lockFile, Optional<Path> templates, Severities severities, boolean mayAsk) {}

    /**
     * A look into the bases of declared images.
     *
     * @param lockFile that may have their digests
     * @param templates the folder with templates that come before the plugin's own
     * @param mayAsk whether registries and daemons are asked
     */
    public static BasesAhead of(
            DeclaredImages declared,
            Path lockFile,
            Optional<Path> templates,
            boolean mayAsk,
            Surroundings surroundings) {
        return new BasesAhead(
                Machine.of(surroundings, declared.specs()),
                new How(lockFile, templates, declared.validation().severities(), mayAsk));
    }

    BasesAhead(Machine machine, How how) {
        this.machine = machine;
        this.how = how;
        this.lock = new Once<>(this::readLock);
        this.bases = new Once<>(machine::bases);
    }

    @Override
    public Map<ImageSpec, Seen> into(List<ImageSpec> specs) {
        List<ImageSpec> upon =
                specs.stream().filter(spec -> spec.base().isPresent()).toList();
        // Whoever has nothing to look at need not have a store.
        return upon.stream().anyMatch(this::isWithinReach)
                ? machine.usingStore(() -> new Mending(machine.store(), machine.log()).run(() -> lookInto(upon)))
                : lookInto(upon);
    }

    private boolean isWithinReach(ImageSpec spec) {
        return how.mayAsk()
                || spec.base().filter(ArchivedImage.class::isInstance).isPresent()
                || planOf(spec).flatMap(Plan::base).isPresent();
    }

    private Map<ImageSpec, Seen> lookInto(List<ImageSpec> specs) {
        Map<ImageSpec, Seen> seen = new HashMap<>();
        specs.forEach(spec -> seen.put(spec, lookInto(spec)));
        return seen;
    }

    private Seen lookInto(ImageSpec spec) {
        BaseImage base = spec.base().orElseThrow();
        try {
            Optional<List<Problem>> found = isWithinReach(spec) ? problems(spec) : Optional.empty();
            return found.map(problems -> new Seen(true, problems))
                    .orElseGet(() -> new Seen(false, List.of(left(base, reason(spec)))));
        } catch (PyFlinkException e) {
            if (e.isInterruption()) {
                throw e;
            }
            Problem first = e.problems().get(0);
            // What a registry or a daemon does not give now it may give to the build, which may also make the file
            // before.
            boolean mayPass = base instanceof ArchivedImage
                    ? first.code().equals(NOT_THERE) && !how.mayAsk()
                    : first.blame() == Blame.ENVIRONMENT;
            return mayPass
                    ? new Seen(false, List.of(left(base, "%s (%s)".formatted(first.what(), first.code()))))
                    : new Seen(true, e.problems());
        }
    }

    private Optional<List<Problem>> problems(ImageSpec spec) {
        if (spec.layeredBase().isPresent()) {
            LayeredBases layered = machine.layeredBases();
            return layered.problems(spec, planOf(spec), how.mayAsk(), how.severities()::of);
        }
        return spec.dockerfileBase()
                .filter(base -> isThatOfItsRegistry(base, spec))
                .flatMap(base -> needs(spec).flatMap(needs -> bases.get().seen(base, needs)))
                .map(this::ofDockerfile);
    }

    /** Another builder than Docker looks for a name without a registry in several. */
    private static boolean isThatOfItsRegistry(ImageReference base, ImageSpec spec) {
        return BaseCheck.namesOne(base, spec.hints().builder().equals(Optional.of(BuilderName.DOCKER)));
    }

    private List<Problem> ofDockerfile(List<Problem> problems) {
        return new Templates(how.templates()).isOwn("Dockerfile")
                ? problems.stream().map(BaseCheck::doubted).toList()
                : problems;
    }

    private Optional<DockerfileNeeds> needs(ImageSpec spec) {
        return planOf(spec)
                .map(DockerfileNeeds::of)
                .or(() -> DebianReach.likely(spec).flatMap(suite -> DockerfileNeeds.of(spec.combination(), suite)));
    }

    private String reason(ImageSpec spec) {
        if (spec.dockerfileBase()
                .filter(base -> !isThatOfItsRegistry(base, spec))
                .isPresent()) {
            return "the builder may take another image by that name than a registry has";
        }
        boolean asksRegistry =
                spec.base().filter(ImageReference.class::isInstance).isPresent();
        if (!how.mayAsk()) {
            return asksRegistry
                    ? "no registry is asked where images are only judged, unless it is declared"
                    : "no daemon is asked where images are only judged, unless it is declared";
        }
        if (asksRegistry && machine.isOffline()) {
            return "no registry is asked: this build is offline";
        }
        return spec.dockerfileBase().isPresent() && needs(spec).isEmpty()
                ? "which suite its packages are of is not known before the build"
                : "it cannot be read here: `mvn -X` says why";
    }

    private Problem left(BaseImage base, String reason) {
        Problem problem = Problem.declaration(
                        "PYF-246", "what is in the base `%s` is left to the build".formatted(base))
                .why(reason)
                .withSeverity(Severity.NOTE);
        String nothing = "nothing: the build looks into it before anything is built upon it";
        return how.mayAsk()
                ? problem.remedy(nothing)
                : problem.remedy("to look into it now: " + Element.READ_BASES.with("true"))
                        .remedy("or " + nothing);
    }

    private Optional<Plan> planOf(ImageSpec spec) {
        return lock.get().plan(spec.combination(), SpecDigest.of(spec));
    }

    /** One that cannot be read is the build's to refuse. */
    private LockFile readLock() {
        try {
            return LockText.read(how.lockFile())
                    .map(text -> LockFileCodec.read(text, how.lockFile().toString(), LockKeeper::misfit))
                    .orElseGet(LockFile::empty);
        } catch (PyFlinkException e) {
            machine.log()
                    .detail("`%s` says nothing of bases: %s"
                            .formatted(how.lockFile(), e.problems().get(0).what()));
            return LockFile.empty();
        }
    }
}
