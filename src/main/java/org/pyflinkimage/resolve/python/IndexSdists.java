package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.python.Metadata;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.resolve.sources.SourceProject;
import org.pyflinkimage.resolve.uv.SdistTable;
import org.pyflinkimage.resolve.uv.UvAnswer;
import org.pyflinkimage.resolve.uv.UvSession;
import org.pyflinkimage.resolve.uv.UvSession.Attempt;
import org.pyflinkimage.resolve.uv.UvSession.Question;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Resolves with source distributions of an index, where there is no wheel. uv builds none to learn what it requires: it names a
 * release, that is fetched and read here, and uv is told, until it names nothing new.
 *
 * @param question what to ask, given what may come as an sdist
 * @param files the chosen files of what uv answers
 * @param options say who builds what cannot be read
 */
record IndexSdists(
        UvSession uv,
        ArtifactSums sums,
        Scratch scratch,
        Function<SdistTable, Question> question,
        Function<Pylock, List<DistributionFile>> files,
        PythonResolver.Options options) {

    /** More than any list of requirements has of those without wheels, one behind the other. */
    private static final int ROUNDS_AT_MOST = 40;

    /** A package of pure Python is smaller. */
    private static final long BYTES_AT_MOST = 256L << 20;

    private static final String WITHOUT = "only running something of it would tell what to install from ";

    private static final String UNBUILT =
            "a builder is given what says for every build of it what it requires, which this does not";

    private static final String TOO_LARGE = "it has more than %s MiB".formatted(BYTES_AT_MOST >> 20);

    private static final Pattern MANY_DIGITS = Pattern.compile("[0-9]{19}");

    /** Packages of one failure of which each is tried as a wheel again. */
    private static final int TRIED_AT_MOST = 20;

    private static final Metadata NOTHING = new Metadata("", "", List.of(), List.of(), Optional.empty(), List.of());

    /**
     * An answer.
     *
     * @param chosen what uv chose
     * @param files the chosen files of that
     * @param warnings what uv could not give, though that was asked for
     * @param sdists what may come as one, with the releases that were read
     * @param built what is left to the builder, a line each
     */
    record Solved(
            Pylock chosen,
            List<DistributionFile> files,
            List<Problem> warnings,
            SdistTable sdists,
            List<String> built) {}

    /**
     * Resolves.
     *
     * @throws PyFlinkException where there is no answer, with every package at once that has no wheel and cannot be read
     */
    Solved solve(SdistTable carried) {
        Rounds rounds = new Rounds(carried);
        for (int i = 0; i < ROUNDS_AT_MOST; i++) {
            Optional<Solved> solved = rounds.next();
            if (solved.isPresent()) {
                return solved.get();
            }
        }
        throw rounds.tooMany();
    }

    /** @param names that were let in because of it */
    private record Failed(Attempt attempt, Set<NormalizedName> names) {}

    /** Versions of any text, and of more digits than a number has. */
    private static boolean isReadByUv(Metadata said) {
        return said.requires().stream()
                .map(requirement -> requirement.toLine())
                .noneMatch(line ->
                        line.contains("===") || MANY_DIGITS.matcher(line).find());
    }

    /** One resolution after the other, and what they left. */
    private final class Rounds {

        private final SdistTable carried;
        private SdistTable asked;
        private final SdistTable read;
        private final List<Failed> failed = new ArrayList<>();
        private final Map<NormalizedName, String> refused = new LinkedHashMap<>();
        /** Of those, the ones that a builder could build. */
        private final Set<NormalizedName> buildable = new LinkedHashSet<>();
        /** Those that were not looked into. */
        private final Set<NormalizedName> unopened = new LinkedHashSet<>();
        /** Of the others, those of which nothing says what they require. */
        private final Set<NormalizedName> unknown = new LinkedHashSet<>();
        /** By the name of the file. */
        private final Map<String, String> built = new LinkedHashMap<>();
        /** Of what nothing was let in for: it has a recipe, for other releases. */
        private final List<Problem> unasked = new ArrayList<>();

        private int count;

        Rounds(SdistTable carried) {
            this.carried = carried;
            this.asked = carried.copy();
            this.read = carried.copy();
        }

        Optional<Solved> next() {
            Attempt attempt = uv.attempt(question.apply(asked), scratch);
            if (attempt.answer().isEmpty()) {
                letIn(attempt);
                return Optional.empty();
            }
            Solved solved = solved(attempt.answer().get());
            List<DistributionFile> unread = unread(solved, asked);
            if (!unread.isEmpty()) {
                unread.forEach(this::read);
                return Optional.empty();
            }
            Solved best = withWheels(solved);
            if (!refused.isEmpty()) {
                throw failure();
            }
            return Optional.of(best);
        }

        private Solved solved(UvAnswer answer) {
            Pylock chosen = Pylock.parse(answer.pylock(), scratch.folder());
            List<DistributionFile> found = files.apply(chosen);
            List<String> left = found.stream()
                    .filter(file -> built.containsKey(file.fileName()))
                    .map(file -> built.get(file.fileName()))
                    .toList();
            return new Solved(chosen, found, answer.warnings(), read, left);
        }

        private static List<DistributionFile> unread(Solved solved, SdistTable known) {
            return solved.files().stream()
                    .filter(file -> !file.isWheel() && !known.contains(file.name(), file.version()))
                    .toList();
        }

        /**
         * Wheels of what has them. Where a failure names several packages without a wheel, one of them may be all that is needed; but
         * what is let in never comes as a wheel.
         */
        private Solved withWheels(Solved solved) {
            Solved best = solved;
            for (Failed one : failed) {
                for (NormalizedName name : triedWithout(one)) {
                    SdistTable fewer = asked.without(name);
                    Optional<Solved> other = attempted(fewer);
                    if (other.isPresent()) {
                        best = other.get();
                        asked = fewer;
                        refused.remove(name);
                    }
                }
            }
            return best;
        }

        /** One alone was needed; each costs a resolution. */
        private static List<NormalizedName> triedWithout(Failed failed) {
            return failed.names().size() < 2
                    ? List.of()
                    : failed.names().stream().limit(TRIED_AT_MOST).toList();
        }

        /**
         * Empty where there is no answer that is known and can be installed. What keeps uv from answering at all is no answer, and ends the
         * resolution: another time it might not, and the lock would be another one.
         */
        private Optional<Solved> attempted(SdistTable fewer) {
            Optional<UvAnswer> answer =
                    uv.attempt(question.apply(fewer), scratch).answer();
            try {
                return answer.map(this::solved)
                        .filter(solved -> unread(solved, fewer).isEmpty());
            } catch (PyFlinkException e) {
                if (e.isInterruption()
                        || e.problems().stream().anyMatch(problem -> problem.blame() == Problem.Blame.ENVIRONMENT)) {
                    throw e;
                }
                return Optional.empty();
            }
        }

        private void letIn(Attempt attempt) {
            Set<NormalizedName> names = new LinkedHashSet<>(attempt.withoutWheel());
            names.removeIf(asked::permits);
            if (!uv.buildsNothing()) {
                names.clear();
            }
            failed.add(new Failed(attempt, names));
            if (names.isEmpty()) {
                throw failure();
            }
            names.forEach(asked::permit);
        }

        private void read(DistributionFile file) {
            Path folder = scratch.folder("sdist-" + ++count);
            learn(file, reading(file, folder));
            scratch.discard(folder);
        }

        private void learn(DistributionFile file, SourceProject.Reading reading) {
            Optional<Metadata> said = reading.project()
                    .filter(project -> isOf(project, file))
                    .map(SourceProject::metadata)
                    .filter(IndexSdists::isReadByUv);
            Optional<Metadata> published = reading.published()
                    .filter(it -> isOf(it.name(), it.version(), file))
                    .filter(IndexSdists::isReadByUv);
            if (said.isPresent()) {
                learn(file, said.get());
            } else if (published.isPresent() && options.builder().isPresent()) {
                learn(file, published.get());
                built.put(file.fileName(), leftToBuilder(file, reading.reason()));
            } else {
                published.ifPresent(it -> buildable.add(file.name()));
                if (reading.project().isEmpty() && reading.published().isEmpty() && !unopened.contains(file.name())) {
                    unknown.add(file.name());
                }
                String reason = reading.project()
                        .filter(project -> isOf(project, file))
                        .map(project -> "it requires something in a form that uv does not read")
                        .or(() -> reading.project()
                                .map(project ->
                                        "it is `%s` %s by what is in it".formatted(project.name(), project.version())))
                        .orElse(reading.reason());
                refused.put(file.name(), "`%s`: %s".formatted(file.fileName(), reason));
                if (failed.stream().noneMatch(one -> one.names().contains(file.name()))) {
                    unasked.add(withBuilder(
                            PythonResolver.withoutWheel(file, uv.combination()).why(WITHOUT + refused.get(file.name())),
                            Set.of(file.name())));
                }
                asked.learn(file.name(), file.version(), NOTHING);
            }
        }

        private void learn(DistributionFile file, Metadata said) {
            asked.learn(file.name(), file.version(), said);
            if (!carried.permits(file.name())) {
                read.permit(file.name());
            }
            read.learn(file.name(), file.version(), said);
        }

        private String leftToBuilder(DistributionFile file, String reason) {
            return "%s: %s builds `%s` (%s); what it requires is what its publisher wrote into it"
                    .formatted(uv.combination(), options.builder().orElseThrow(), file.fileName(), reason);
        }

        /** A builder builds those alone of which it is known what they require. */
        private Problem withBuilder(Problem problem, Set<NormalizedName> names) {
            if (options.builder().isPresent()) {
                return names.stream().anyMatch(unknown::contains) ? problem.why(UNBUILT) : problem;
            }
            return options.mayHaveBuilder() && names.stream().anyMatch(buildable::contains)
                    ? problem.remedy("or have it built where there is pip and a compiler, in a Dockerfile: "
                            + Element.BUILDER.with(BuilderName.DOCKER.toString()))
                    : problem;
        }

        private SourceProject.Reading reading(DistributionFile file, Path folder) {
            if (!file.fileName().matches(".*\\.(tar\\.gz|tgz|zip)")) {
                return unopened(file, "it is neither a `.tar.gz` nor a `.zip`");
            }
            if (file.size().orElse(0) > BYTES_AT_MOST) {
                return unopened(file, TOO_LARGE);
            }
            try {
                Path sdist = sums.fetch(sums.complete(file, BYTES_AT_MOST));
                return SourceProject.readSdist(sdist, folder);
            } catch (IOException e) {
                throw DiskFailure.temporary(scratch.folder(), e).toException(e);
            } catch (PyFlinkException e) {
                if (Transport.isTooLarge(e)) {
                    return unopened(file, TOO_LARGE);
                }
                throw e;
            }
        }

        private SourceProject.Reading unopened(DistributionFile file, String reason) {
            unopened.add(file.name());
            return SourceProject.Reading.refused(reason);
        }

        private static boolean isOf(SourceProject project, DistributionFile file) {
            return isOf(project.name(), project.version(), file);
        }

        private static boolean isOf(NormalizedName name, String written, DistributionFile file) {
            Optional<Pep440Version> version = Pep440Version.parse(file.version());
            return name.equals(file.name()) && version.isPresent() && version.equals(Pep440Version.parse(written));
        }

        /** All that cannot be read, each where it was missed first; else why uv has no answer. */
        PyFlinkException failure() {
            List<Problem> problems = new ArrayList<>(unasked);
            for (Failed one : failed) {
                List<String> reasons = one.names().stream()
                        .filter(refused::containsKey)
                        .map(name -> WITHOUT + refused.get(name))
                        .toList();
                if (!reasons.isEmpty()) {
                    Problem problem = uv.problem(one.attempt(), question.apply(read), scratch)
                            .why(reasons);
                    problems.add(withBuilder(problem, one.names()));
                }
            }
            boolean last =
                    !failed.isEmpty() && failed.get(failed.size() - 1).names().isEmpty();
            if (problems.isEmpty() || last) {
                problems.add(uv.problem(telling().attempt(), question.apply(carried), scratch));
            }
            return new PyFlinkException(problems);
        }

        PyFlinkException tooMany() {
            return refused.isEmpty()
                    ? Problem.declaration("PYF-486", "The Python requirements lead to too many packages without wheels")
                            .why("after %s of them, uv still asks for more".formatted(ROUNDS_AT_MOST))
                            .remedy("require versions of them in " + Element.REQUIREMENTS.named() + ": `==`")
                            .toException()
                    : failure();
        }

        /** The last failure, unless it is that of the first one: that what has no wheel has no source distribution either. */
        private Failed telling() {
            Failed last = failed.get(failed.size() - 1);
            String errors = last.attempt().run().errors().replaceAll("\\s+", " ");
            return failed.stream()
                    .filter(one -> one.names().stream()
                            .anyMatch(name -> errors.matches("(?is).*\\b%s\\S* ha(s|ve) no .*"
                                    .formatted(name.value().replace("-", "[-_.]")))))
                    .findFirst()
                    .orElse(last);
        }
    }
}
