package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Locks;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

class LockKeeperTest {

    private static final Question OLD_FLINK = question(20, "a");
    private static final Question NEW_FLINK = question(21, "a");

    @TempDir
    private Path folder;

    @TempDir
    private Path turns;

    private final List<List<Question>> resolved = new ArrayList<>();

    @Test
    void whatTheFileAnswersIsNotResolvedAgain() {
        LockFile first = lock(false, OLD_FLINK, NEW_FLINK);

        assertThat(lock(false, OLD_FLINK, NEW_FLINK)).isEqualTo(first);
        assertThat(resolved).containsExactly(List.of(OLD_FLINK, NEW_FLINK));
    }

    @Test
    void newCellLeavesTheOthersAsTheyAre() {
        Plan before = lock(false, OLD_FLINK).plans().get(0);

        LockFile after = lock(false, OLD_FLINK, NEW_FLINK);

        assertThat(resolved).containsExactly(List.of(OLD_FLINK), List.of(NEW_FLINK));
        assertThat(after.plans()).hasSize(2).startsWith(before);
    }

    @Test
    void buildOfOneCellTakesNothingFromTheOthers() throws IOException {
        lock(false, OLD_FLINK, NEW_FLINK);
        String before = Files.readString(file());

        lock(false, NEW_FLINK);

        assertThat(file()).hasContent(before);
    }

    @Test
    void changedDeclarationIsResolvedInItsPlace() {
        lock(false, OLD_FLINK, NEW_FLINK);

        LockFile after = lock(false, question(20, "b"), NEW_FLINK);

        assertThat(resolved).last().isEqualTo(List.of(question(20, "b")));
        assertThat(after.plans()).extracting(Plan::declaration).containsExactly(Sha256.of("b"), Sha256.of("a"));
    }

    @Test
    void sourcesThatNobodyUsesAnyMoreAreDropped() {
        lock(false, OLD_FLINK);

        assertThat(lock(false, question(20, "b")).sources().keySet()).containsExactly(Source.parse("debian-2"));
    }

    @Test
    void systemThatNoImageIsMadeFromIsRefused() throws IOException {
        lock(false, OLD_FLINK);
        Files.writeString(file(), Files.readString(file()).replace("bookworm", "nowhere"));

        assertThatThrownBy(() -> lock(true, OLD_FLINK)).hasMessageContaining("from no suite `nowhere`");
    }

    @Test
    void lockedBuildUsesTheFile() {
        LockFile first = lock(false, OLD_FLINK);

        assertThat(lock(true, OLD_FLINK)).isEqualTo(first);
    }

    @Test
    void lockedBuildWithoutAFileIsToldThatThereIsNone() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(true, OLD_FLINK))
                .withMessageContainingAll("[PYF-753]", "there is no such file", "-Dpyflink.lockFile");
    }

    @Test
    void lockedBuildRefusesWhatTheFileDoesNotAnswer() throws IOException {
        lock(false, OLD_FLINK);
        String before = Files.readString(file());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(true, OLD_FLINK, NEW_FLINK))
                .withMessageContainingAll("[PYF-753]", "Flink 2.1.0", "-Dpyflink.locked")
                .withMessageNotContainingAny("Flink 2.0.0", "there is no such file");
        assertThat(file()).hasContent(before);
    }

    @Test
    void fileOfATimeBeforePipIsResolvedAnewAndAnswersImagesWithoutPip() {
        Question with = asked(Switch.ON);
        Question without = asked(Switch.OFF);
        LockFile old = lock(false, without);

        assertThat(lock(true, without)).isEqualTo(old);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(true, with))
                .withMessageContainingAll(
                        "[PYF-753]", "had no pip", "<pip>false</pip>", "-Dpyflink.pip=false", "-Dpyflink.locked=false");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(true, with, NEW_FLINK))
                .withMessageNotContaining("pip");
        RecordingLog log = new RecordingLog();
        new LockKeeper(file(), false, turns, log).lockFor(List.of(with), this::resolve);
        assertThat(log.lines).anyMatch(note -> note.contains("-Dpyflink.pip=false"));
        assertThat(lock(true, with).plans()).extracting(Plan::declaration).containsExactly(with.declaration());
    }

    @Test
    void fileOfATimeBeforePartsOfFlinkIsResolvedAnewAndAnswersImagesWithoutThem() {
        Question with = asked(Switch.ON, DistributionParts.usual());
        Question without = asked(Switch.ON);
        LockFile old = lock(false, without);

        assertThat(lock(true, without)).isEqualTo(old);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(true, with))
                .withMessageContainingAll(
                        "[PYF-753]",
                        "had no part of Flink beside PyFlink's",
                        "-Dpyflink.distribution=none",
                        "-Dpyflink.locked=false")
                .withMessageNotContaining("pip");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(true, asked(Switch.ON, DistributionParts.of("s3-fs-hadoop"))))
                .withMessageNotContaining("images had");
    }

    @Test
    void lockedCPythonThatNobodyKnowsIsNamedOnce() {
        lock(false, OLD_FLINK);
        Interpreter interpreter = new Interpreter(
                new StandaloneFile(StandaloneBuild.parse("3.11.2+20230116").orElseThrow(), Platform.LINUX_AMD64),
                new Location(Source.CPYTHON, "x"),
                Sha256.of("x"),
                1);
        LockKeeper.Resolution refusing = new LockKeeper.Resolution() {
            @Override
            public LockFile resolve(List<Question> questions, LockFile older) {
                return LockKeeperTest.this.resolve(questions, older);
            }

            @Override
            public Optional<Plan> answer(Question question, LockFile lock) {
                return Optional.empty();
            }

            @Override
            public Optional<Interpreter> undeclared(Question question, LockFile lock) {
                return Optional.of(interpreter);
            }
        };
        RecordingLog log = new RecordingLog();

        new LockKeeper(file(), false, turns, log).lockFor(List.of(OLD_FLINK), refusing);

        assertThat(log.lines)
                .filteredOn(line -> line.contains("neither declared nor known"))
                .singleElement()
                .asString()
                .contains(
                        interpreter.file().toString(),
                        "resolving " + OLD_FLINK.spec().combination());
        assertThat(log.lines).noneMatch(line -> line.contains("another declaration"));
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> new LockKeeper(file(), true, turns, log).lockFor(List.of(OLD_FLINK), refusing))
                .withMessageContainingAll(
                        "[PYF-753]", "neither declared nor known", "-Dpyflink.pythonBuild=3.11.2+20230116");
    }

    @Test
    void fileOfATimeBeforeBothAnswersImagesWithoutBoth() {
        lock(false, asked(Switch.OFF));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(true, asked(Switch.ON, DistributionParts.usual())))
                .withMessageContainingAll("had no pip", "-Dpyflink.pip=false", "-Dpyflink.distribution=none");
    }

    private static Question asked(Switch pip) {
        return asked(pip, DistributionParts.none());
    }

    private static Question asked(Switch pip, DistributionParts parts) {
        ImageSpec spec = OLD_FLINK.spec();
        ImageSpec asked =
                spec.with(spec.contents().withPython(spec.python().withPip(pip)).withParts(parts));
        return new Question(asked, SpecDigest.of(asked));
    }

    @Test
    void fileThatIsNoLockFileIsLeftAlone() throws IOException {
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(false, OLD_FLINK))
                .withMessageContaining("[PYF-751]");
        assertThat(file()).hasBinaryContent(new byte[] {(byte) 0xff, (byte) 0xfe});
    }

    @Test
    void folderInItsPlaceIsAClearProblem() throws IOException {
        Files.createDirectory(file());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(false, OLD_FLINK))
                .withMessageContainingAll("[PYF-754]", "-Dpyflink.lockFile");
    }

    @Test
    void linkToNothingIsNotTakenForAnAbsentFile() throws IOException {
        Files.createSymbolicLink(file(), Path.of("nowhere.lock"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(false, OLD_FLINK))
                .withMessageContainingAll("[PYF-754]", "a symbolic link to nothing", "-Dpyflink.lockFile");
        assertThat(file()).isSymbolicLink();
    }

    @Test
    void whatWasWrittenIsALockFile() throws IOException {
        LockFile written = lock(false, OLD_FLINK);

        assertThat(Locks.read(Files.readString(file()))).isEqualTo(written);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void filesBelowTheFoldersLockAreNamedByTheirWayFromThere() throws IOException {
        List<String> warnings = new ArrayList<>();
        LockFile written = lockFrom(folder.resolve("wheels").toUri() + "/", warnings);
        Path other = Files.createDirectories(folder.resolve("checkout"));
        Files.copy(file(), other.resolve("pyflink.lock"));

        LockFile moved = new LockKeeper(other.resolve("pyflink.lock"), true, turns, SilentLog.INSTANCE)
                .lockFor(List.of(OLD_FLINK), this::resolve);

        assertThat(warnings).isEmpty();
        assertThat(Files.readString(file())).doesNotContain(folder.toString());
        assertThat(Path.of(written.address(new Location(Source.parse("debian"), "x.whl"))))
                .isEqualTo(folder.resolve("wheels/x.whl"));
        assertThat(Path.of(moved.address(new Location(Source.parse("debian"), "x.whl"))))
                .isEqualTo(other.resolve("wheels/x.whl"));
    }

    @Test
    void filesOfThisMachineAreWarnedOf() {
        List<String> warnings = new ArrayList<>();

        lockFrom("file:///nowhere/wheels/", warnings);

        assertThat(warnings).singleElement().asString().contains("PYF-756", "this machine alone", "/nowhere/wheels`");
    }

    @Test
    void whatIsTakenAsItIsNowIsRecordedUnlessTheBuildIsLocked() throws IOException {
        lock(false, OLD_FLINK, NEW_FLINK);
        String before = Files.readString(file());
        Instant now = Instant.parse("2026-11-02T12:00:00Z");

        LockFile used =
                new LockKeeper(file(), true, turns, SilentLog.INSTANCE).lockFor(List.of(NEW_FLINK), new Now(now));
        assertThat(used.plans()).extracting(Plan::created).last().isEqualTo(now);
        assertThat(file()).hasContent(before);

        LockFile recorded =
                new LockKeeper(file(), false, turns, SilentLog.INSTANCE).lockFor(List.of(NEW_FLINK), new Now(now));
        assertThat(recorded).isEqualTo(used);
        assertThat(Locks.read(Files.readString(file()))).isEqualTo(used);
    }

    /** Plans that are not today as they were written. */
    private record Now(Instant created) implements LockKeeper.Resolution {
        @Override
        public LockFile resolve(List<Question> questions, LockFile older) {
            throw new AssertionError("all is answered");
        }

        @Override
        public Optional<Plan> answer(Question question, LockFile lock) {
            return lock.plan(question.spec().combination()).map(plan -> plan.createdAt(created));
        }
    }

    private LockFile lockFrom(String address, List<String> warnings) {
        return new LockKeeper(file(), false, turns, new Warnings(warnings))
                .lockFor(List.of(OLD_FLINK), (open, older) -> {
                    TreeMap<Source, URI> sources = new TreeMap<>(Sources.of(Map.of("debian", URI.create(address))));
                    return new LockFile(sources, List.of(answer(OLD_FLINK)));
                });
    }

    private record Warnings(List<String> texts) implements BuildLog {
        @Override
        public void step(String what) {}

        @Override
        public void note(String message) {}

        @Override
        public void warn(Problem problem) {
            texts.add(problem.toText());
        }

        @Override
        public Progress progress(String task, long total) {
            return SilentLog.INSTANCE.progress(task, total);
        }
    }

    private LockFile lock(boolean locked, Question... questions) {
        return new LockKeeper(file(), locked, turns, SilentLog.INSTANCE).lockFor(List.of(questions), this::resolve);
    }

    private Path file() {
        return folder.resolve("pyflink.lock");
    }

    /** Each answer comes from a source that is named after its question's declaration. */
    private LockFile resolve(List<Question> questions, LockFile older) {
        resolved.add(questions);
        TreeMap<Source, URI> sources = new TreeMap<>(older.sources());
        List<Plan> plans = questions.stream().map(LockKeeperTest::answer).toList();
        plans.forEach(plan -> sources.put(sourceOf(plan), URI.create("http://127.0.0.1:1/" + sourceOf(plan) + "/")));
        return new LockFile(sources, plans);
    }

    private static Source sourceOf(Plan plan) {
        return plan.contents().debs().get(0).location().source();
    }

    private static Plan answer(Question question) {
        String source = question.declaration().equals(Sha256.of("a")) ? "debian" : "debian-2";
        Deb deb = new Deb("libc6", "2.36", "amd64", new Location(Source.parse(source), "libc6.deb"), Sha256.of("x"), 1);
        return Plans.of(question.spec().combination(), question.declaration())
                .createdAt(Instant.parse("2026-11-01T12:00:00Z"))
                .withContents(PlannedContents.none().withDebs(List.of(deb)));
    }

    private static Question question(int flink, String declaration) {
        Combination combination = new Combination(
                new FlinkVersion(2, flink - 20, 0), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);
        ImageSpec spec = ImageSpec.plain(combination, ImageReference.of("image:tag"));
        return new Question(spec, Sha256.of(declaration));
    }
}
