package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** What is told of a lock file, and what happens where somebody else changes it. */
class LockNotesTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path turns;

    private final RecordingLog log = new RecordingLog();

    @Test
    void usedFileIsNamed() {
        lock(log, "a", LockNotesTest::resolve);
        assertThat(log.lines).noneMatch(line -> line.contains("pyflink.lock"));

        lock(log, "a", LockNotesTest::resolve);

        assertThat(log.lines).anyMatch(line -> line.contains("Using `pyflink.lock`"));
    }

    @Test
    void changedDeclarationIsTold() {
        lock(SilentLog.INSTANCE, "a", LockNotesTest::resolve);

        lock(log, "b", LockNotesTest::resolve);

        assertThat(log.lines)
                .anyMatch(line -> line.contains("`pyflink.lock` answers another declaration of Flink"))
                .noneMatch(line -> line.contains("Using"));
    }

    /** Whoever waits for its turn finds what the other one has resolved. */
    @Test
    void whatAnotherBuildHasResolvedMeanwhileIsUsed() {
        AtomicInteger asked = new AtomicInteger();
        LockFile used = lock(log, "a", new LockKeeper.Resolution() {
            @Override
            public LockFile resolve(List<Question> questions, LockFile older) {
                throw new AssertionError("the other build did it");
            }

            @Override
            public Optional<Plan> answer(Question question, LockFile lock) {
                if (asked.getAndIncrement() == 0) {
                    lock(SilentLog.INSTANCE, "a", LockNotesTest::resolve);
                    return Optional.empty();
                }
                return lock.plan(question.spec().combination());
            }
        });

        assertThat(used.plans()).hasSize(1);
        assertThat(log.lines).anyMatch(line -> line.contains("Using `pyflink.lock`"));
    }

    @Test
    void fileThatSomebodyChangesMeanwhileIsReadOnceMore() {
        AtomicInteger resolved = new AtomicInteger();
        lock(log, "a", (questions, older) -> {
            if (resolved.getAndIncrement() == 0) {
                write("b");
            }
            return resolve(questions, older);
        });

        assertThat(resolved).hasValue(2);
        assertThat(log.lines)
                .filteredOn(line -> line.contains("was changed meanwhile: resolving once more"))
                .hasSize(1);
    }

    @Test
    void fileThatChangesAgainAndAgainIsAProblem() {
        AtomicInteger resolved = new AtomicInteger();

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> lock(log, "a", (questions, older) -> {
                    write("b" + resolved.getAndIncrement());
                    return resolve(questions, older);
                }))
                .withMessageContainingAll("[PYF-539]", resolved + " times", "-Dpyflink.store");
    }

    /** As somebody does who waits for no turn. */
    private void write(String declaration) {
        new LockKeeper(file(), false, folder.resolve("other turns"), SilentLog.INSTANCE)
                .lockFor(List.of(question(declaration)), LockNotesTest::resolve);
    }

    private LockFile lock(BuildLog told, String declaration, LockKeeper.Resolution resolution) {
        return new LockKeeper(file(), false, turns, told).lockFor(List.of(question(declaration)), resolution);
    }

    private Path file() {
        return folder.resolve("pyflink.lock");
    }

    private static LockFile resolve(List<Question> questions, LockFile older) {
        Deb libc = new Deb(
                "libc6", "2.36", "amd64", new Location(Source.archive("debian"), "libc6.deb"), Sha256.of("x"), 1);
        return new LockFile(
                Sources.of(Map.of("debian", URI.create("http://127.0.0.1:1/debian/"))),
                questions.stream()
                        .map(question -> Plans.of(question.spec().combination(), question.declaration())
                                .createdAt(Instant.parse("2026-11-01T12:00:00Z"))
                                .withContents(PlannedContents.none().withDebs(List.of(libc))))
                        .toList());
    }

    private static Question question(String declaration) {
        Combination combination = Plans.empty().combination();
        return new Question(ImageSpec.plain(combination, ImageReference.of("image:tag")), Sha256.of(declaration));
    }
}
