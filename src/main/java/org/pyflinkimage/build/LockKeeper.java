package org.pyflinkimage.build;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.resolve.debian.LockedSystems;
import org.pyflinkimage.resolve.interpreter.LockedInterpreters;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Turn;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.Slashes;

/** The lock file beside a POM: read while it answers the declaration, written anew when it does not. */
final class LockKeeper {

    /** Whoever changes the file so often while an answer is looked for does it again. */
    private static final int MOST_ATTEMPTS = 3;

    private final Path file;
    private final boolean locked;
    private final Path turns;
    private final BuildLog log;

    /**
     * The keeper of a file.
     *
     * @param locked whether a lock file that does not answer the declaration ends the build
     * @param turns the folder in which builds agree on who may change it
     */
    LockKeeper(Path file, boolean locked, Path turns, BuildLog log) {
        this.file = LockText.real(file);
        this.locked = locked;
        this.turns = turns;
        this.log = log;
    }

    /** Answers questions, out of a lock file or anew. */
    @FunctionalInterface
    interface Resolution {

        /** Answers questions anew; its sources keep the names that they have in the older lock file. */
        LockFile resolve(List<Question> questions, LockFile older);

        /** The plan of a lock file that answers a question, as the image is built from now; empty where none does. */
        default Optional<Plan> answer(Question question, LockFile lock) {
            return lock.plan(question.spec().combination(), question.declaration());
        }

        /** The locked CPython that alone keeps a lock file from answering a question. */
        default Optional<Interpreter> undeclared(Question question, LockFile lock) {
            return Optional.empty();
        }

        /** What an image has by now that it had not when a lock file was written which answers the question but for that. */
        default Optional<Newer> newer(Question question, LockFile lock) {
            return Arrays.stream(Newer.values())
                    .filter(newer -> newer.before(question.spec())
                            .filter(spec -> answer(new Question(spec, SpecDigest.of(spec)), lock)
                                    .isPresent())
                            .isPresent())
                    .findFirst();
        }
    }

    /** What images have come to have by themselves, the newest first. */
    enum Newer {
        PARTS("no part of Flink beside PyFlink's", Element.DISTRIBUTION.with(DistributionParts.NONE)) {
            @Override
            Optional<ImageSpec> before(ImageSpec spec) {
                return Optional.of(spec)
                        .filter(given -> given.parts().declared().isEmpty())
                        .map(given -> given.with(withoutParts(given)));
            }
        },
        PIP("no pip", Element.PIP.with("false") + " and " + Element.DISTRIBUTION.with(DistributionParts.NONE)) {
            @Override
            Optional<ImageSpec> before(ImageSpec spec) {
                return Optional.of(spec)
                        .filter(given -> given.python().hasPip())
                        .map(given -> given.with(
                                withoutParts(given).withPython(given.python().withPip(Switch.OFF))));
            }
        };

        private final String lacked;
        private final String remedy;

        Newer(String lacked, String remedy) {
            this.lacked = lacked;
            this.remedy = remedy;
        }

        /** The declaration that says the same of an image as this one did before; empty where it says that itself. */
        abstract Optional<ImageSpec> before(ImageSpec spec);

        private static DeclaredContents withoutParts(ImageSpec spec) {
            return spec.contents().withParts(DistributionParts.none());
        }
    }

    /**
     * A lock file held against some questions.
     *
     * @param now with the plans that answer them as they are now
     * @param open the questions that it does not answer
     */
    private record Answers(LockFile now, List<Question> open) {

        static Answers of(List<Question> questions, LockFile present, Resolution resolution) {
            List<Plan> plans = new ArrayList<>();
            List<Question> open = new ArrayList<>();
            for (Question question : questions) {
                resolution.answer(question, present).ifPresentOrElse(plans::add, () -> open.add(question));
            }
            return new Answers(present.with(new LockFile(present.sources(), plans)), open);
        }

        /** Whether there is nothing to be written. */
        boolean areAllIn(LockFile present) {
            return open.isEmpty() && now.plans().equals(present.plans());
        }
    }

    /**
     * The lock that answers these questions. Answers that the file has already stay as they are, also those to questions that nobody
     * asks now: a build of one cell takes nothing from the others. What was taken as it is now is recorded, unless the build is locked.
     *
     * @throws PyFlinkException {@code PYF-753} where the build is locked and the file does not answer all of them
     */
    LockFile lockFor(List<Question> questions, Resolution resolution) {
        LockFile present = present();
        Answers answers = Answers.of(questions, present, resolution);
        if (locked && !answers.open().isEmpty()) {
            throw drifted(answers.open(), present, resolution);
        }
        if (locked || answers.areAllIn(present)) {
            tellUse();
            return answers.now();
        }
        Runnable waiting =
                () -> log.note("Waiting for another build, which resolves `%s`".formatted(file.getFileName()));
        return Turn.take(turnFile(), waiting, () -> changed(questions, resolution));
    }

    /** Reads, answers and writes while no other build does: what each of them adds would else be lost with the next one's. */
    private LockFile changed(List<Question> questions, Resolution resolution) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<LockFile> written = changeOnce(questions, resolution);
            if (written.isPresent()) {
                return written.get();
            }
            log.note("`%s` was changed meanwhile: resolving once more".formatted(file.getFileName()));
        }
        throw Problem.environment("PYF-539", "`%s` changes again and again while it is resolved".formatted(file))
                .why("something that does not wait for its turn wrote it %s times".formatted(MOST_ATTEMPTS))
                .remedy("let builds that share it use one store: " + Element.STORE.named())
                .toException();
    }

    /** Empty where somebody who knows nothing of turns changed the file meanwhile. */
    private Optional<LockFile> changeOnce(List<Question> questions, Resolution resolution) {
        LockFile present = present();
        Answers answers = Answers.of(questions, present, resolution);
        LockFile changed = answers.open().isEmpty() ? answers.now() : resolved(answers, present, resolution);
        if (!present().equals(present)) {
            return Optional.empty();
        }
        if (answers.open().isEmpty()) {
            tellUse();
        }
        if (!answers.areAllIn(present)) {
            write(changed);
        }
        if (!answers.open().isEmpty()) {
            tellSourcesOfThisMachine(changed);
        }
        return Optional.of(changed);
    }

    private LockFile resolved(Answers answers, LockFile present, Resolution resolution) {
        answers.open().forEach(question -> tellDrift(question, present, resolution));
        return answers.now().with(resolution.resolve(answers.open(), answers.now()));
    }

    /** One for every way that leads to the file. */
    private Path turnFile() {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        try {
            folder = folder.toRealPath();
        } catch (IOException e) {
            log.detail("`%s` is not there yet".formatted(folder));
        }
        String place = folder.resolve(String.valueOf(file.getFileName())).toString();
        return turns.resolve("pyflink.lock-" + Sha256.of(place).hex());
    }

    private void tellUse() {
        log.note("Using `%s`".formatted(file.getFileName()));
    }

    private void tellDrift(Question question, LockFile present, Resolution resolution) {
        Optional<Interpreter> undeclared = resolution.undeclared(question, present);
        Optional<Newer> newer = undeclared.isPresent() ? Optional.empty() : resolution.newer(question, present);
        if (undeclared.isPresent()) {
            log.note("`%s` has a CPython that is neither declared nor known, `%s`: resolving %s anew"
                    .formatted(
                            file.getFileName(),
                            undeclared.get().file(),
                            question.spec().combination()));
        } else if (newer.isPresent()) {
            log.note("`%s` was written when images had %s: resolving %s anew. As it was: %s"
                    .formatted(
                            file.getFileName(),
                            newer.get().lacked,
                            question.spec().combination(),
                            newer.get().remedy));
        } else if (present.plan(question.spec().combination()).isPresent()) {
            log.note("`%s` answers another declaration of %s: resolving it anew"
                    .formatted(file.getFileName(), question.spec().combination()));
        }
    }

    /** A base address on disk outside the lock file's folder leads nowhere on another machine. */
    private void tellSourcesOfThisMachine(LockFile lock) {
        List<String> elsewhere = lock.relativeTo(folder()).sources().values().stream()
                .filter(base -> "file".equals(base.getScheme()))
                .map(base -> "`" + Slashes.ofAddress(base, FileSystems.getDefault()) + "`")
                .toList();
        if (!elsewhere.isEmpty()) {
            log.warn(Problem.declaration("PYF-756", "`%s` works on this machine alone".formatted(file.getFileName()))
                    .why("it names files in " + String.join(", ", elsewhere))
                    .remedy(
                            "put them below `%s`, where the lock file names them by their way from there, or into a package index"
                                    .formatted(file.toAbsolutePath().getParent()))
                    .withSeverity(Problem.Severity.WARNING));
        }
    }

    private URI folder() {
        String address =
                file.toAbsolutePath().normalize().resolveSibling("").toUri().toString();
        return URI.create(address.endsWith("/") ? address : address + "/");
    }

    private LockFile present() {
        return LockText.read(file)
                .map(text -> LockFileCodec.read(text, file.toString(), LockKeeper::misfit)
                        .absoluteFrom(folder()))
                .orElseGet(LockFile::empty);
    }

    /** Why a plan of a lock file is none that this plugin makes; empty where it is one. */
    static Optional<String> misfit(Plan plan) {
        return LockedSystems.misfit(plan).or(() -> LockedInterpreters.misfit(plan));
    }

    private void write(LockFile lock) {
        String text = LockFileCodec.write(lock.relativeTo(folder()));
        try {
            WholeFile.at(file).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unwritten(e).toException(e);
        }
    }

    private Problem unwritten(IOException failure) {
        String elsewhere = "name another file: " + Element.LOCK_FILE.named();
        return DiskFailure.of(failure)
                .ofDisk(file.toAbsolutePath().resolveSibling(""), elsewhere)
                .orElseGet(() -> Problem.environment("PYF-755", "`%s` cannot be written".formatted(file))
                        .why(DiskFailure.describe(failure))
                        .remedy("name another file: " + Element.LOCK_FILE.named()));
    }

    private PyFlinkException drifted(List<Question> open, LockFile present, Resolution resolution) {
        String cells = open.stream()
                .map(question -> question.spec().combination().toString())
                .collect(Collectors.joining("; "));
        Problem problem = Problem.declaration(
                        "PYF-753", "`%s` does not answer the declaration of %s".formatted(file, cells))
                .why(Element.LOCKED.named() + " asks for a build from the lock file alone");
        if (Files.notExists(file)) {
            problem = problem.why("there is no such file")
                    .remedy("commit it, or name the one that there is: " + Element.LOCK_FILE.named());
        }
        for (Question question : open) {
            for (Interpreter interpreter :
                    resolution.undeclared(question, present).stream().toList()) {
                problem = problem.why("its CPython `%s` is neither declared nor known".formatted(interpreter.file()))
                        .remedy("where you trust it: " + Element.PYTHON_BUILD.with(interpreter.version()));
            }
        }
        Set<Optional<Newer>> newer = open.stream()
                .map(question -> resolution.newer(question, present))
                .collect(Collectors.toSet());
        if (newer.size() == 1) {
            for (Newer one : newer.iterator().next().stream().toList()) {
                problem = problem.why("it was written when images had " + one.lacked)
                        .remedy("the images as they were: " + one.remedy);
            }
        }
        return problem.remedy("run once with `-Dpyflink.locked=false`, and commit the lock file")
                .toException();
    }
}
