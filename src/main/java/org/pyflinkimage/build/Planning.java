package org.pyflinkimage.build;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.resolve.python.LocalWheels;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;

/** The first step of every road: a request becomes plans, out of the lock file as far as it answers. */
final class Planning {

    private final Resolution resolution;
    private final JarSource jars;
    private final LocalWheels wheels;
    private final Function<Request, SourceJudgement> judging;
    private final Instant now;
    private final Path turns;
    private final BuildLog log;

    /** Chooses what no lock file answers yet. */
    @FunctionalInterface
    interface Resolution {

        /**
         * Answers questions anew.
         *
         * @param older knows the sources that have names already, and how new their archives were
         * @param created the images' creation date
         */
        LockFile resolve(List<Question> questions, LockFile older, Instant created);
    }

    /**
     * What a planning happens in.
     *
     * @param now the creation date of images for which none is fixed
     * @param turns the folder in which builds agree on who may change a lock file
     */
    record Circumstances(Instant now, Path turns, BuildLog log) {}

    /** @param judging says from where a request's lock file may take files */
    Planning(
            Resolution resolution,
            JarSource jars,
            LocalWheels wheels,
            Function<Request, SourceJudgement> judging,
            Circumstances circumstances) {
        this.resolution = resolution;
        this.judging = judging;
        this.jars = jars;
        this.wheels = wheels;
        this.now = circumstances.now().truncatedTo(ChronoUnit.SECONDS);
        this.turns = circumstances.turns();
        this.log = circumstances.log();
    }

    /** An image for each spec, in the same order. */
    List<PlannedImage> plan(Request request) {
        LockFile lock = lockOf(request);
        List<PlannedImage> images = request.specs().stream()
                .map(spec -> new PlannedImage(spec, planOf(spec, lock, request.created()), lock))
                .toList();
        PyFlinkException.throwIfAny(images.stream()
                .map(JarFiles::atOnePath)
                .flatMap(List::stream)
                .distinct()
                .toList());
        return images;
    }

    private LockFile lockOf(Request request) {
        List<Question> questions = request.specs().stream()
                .map(spec -> new Question(spec, SpecDigest.of(spec)))
                .toList();
        Path folder = request.lockFile().toAbsolutePath().resolveSibling("");
        return new LockKeeper(request.lockFile(), request.locked(), turns, log)
                .lockFor(
                        questions,
                        new Answering(
                                resolution,
                                new ChangingArtifacts(jars, wheels, folder, log),
                                judging.apply(request),
                                request.created().orElse(now)));
    }

    /** Answers out of the lock file as things are now, and anew. */
    private record Answering(
            Resolution resolution, ChangingArtifacts changing, SourceJudgement judgement, Instant created)
            implements LockKeeper.Resolution {

        @Override
        public LockFile resolve(List<Question> open, LockFile older) {
            LockFile chosen = resolution.resolve(open, older, created);
            open.forEach(question -> chosen.plan(question.spec().combination())
                    .ifPresent(plan -> judgement.requireChosenOnDisk(
                            Fetching.mirrored(chosen, question.spec()), plan.artifacts())));
            return changing.made(chosen, open);
        }

        @Override
        public Optional<Plan> answer(Question question, LockFile lock) {
            lock.plan(question.spec().combination())
                    .ifPresent(plan ->
                            judgement.requireOnDisk(Fetching.mirrored(lock, question.spec()), plan.artifacts()));
            return changing.answer(question, lock);
        }

        @Override
        public Optional<Interpreter> undeclared(Question question, LockFile lock) {
            return changing.undeclared(question, lock);
        }
    }

    /** A date of creation that the project fixes comes before that of the lock. */
    private static Plan planOf(ImageSpec spec, LockFile lock, Optional<Instant> created) {
        Plan locked = lock.plan(spec.combination()).orElseThrow();
        return created.map(locked::createdAt).orElse(locked);
    }
}
