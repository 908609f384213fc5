package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.ClosureJars;
import org.pyflinkimage.resolve.JarResolver;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.resolve.python.LocalWheels;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** Jars that connectors depend on, in the lock file. */
class LockedClosuresTest {

    private static final Combination CELL =
            new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);
    private static final String CONNECTOR = "m:connector:1";

    @TempDir
    private Path folder;

    private final FakeJars jars = new FakeJars(() -> folder);
    private final RecordingLog log = new RecordingLog();
    private @Nullable TinyImage tiny;

    @BeforeEach
    void haveAConnectorWithTwoDependencies() throws IOException {
        tiny = new TinyImage(folder.resolve("tiny"));
        jars.has(CONNECTOR, "maven", "connector");
        jars.has("a:first:1", "maven", "first");
        jars.has("z:last:1", "maven", "last");
        jars.dependencies.addAll(List.of("a:first:1", "z:last:1"));
    }

    private static Question question(Optional<String> exclusions) {
        MavenCoordinates jar = MavenCoordinates.parse(CONNECTOR).orElseThrow();
        List<TransitiveConnector> transitive = exclusions
                .map(text -> Stream.of(text.split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(word -> JarPattern.parse(word).orElseThrow())
                        .toList())
                .map(patterns -> List.of(new TransitiveConnector(jar, patterns)))
                .orElse(List.of());
        ImageSpec spec = ImageSpec.plain(CELL, ImageReference.of("image:tag"))
                .with(DeclaredContents.none().withConnectors(List.of(jar)).withTransitive(transitive));
        return new Question(spec, SpecDigest.of(spec));
    }

    private static Question question() {
        return question(Optional.of(""));
    }

    /** What a resolution makes of a question. */
    private LockFile resolved(List<Question> questions) {
        Question question = questions.get(0);
        List<Jar> all =
                new ArrayList<>(new JarResolver(jars).resolve(question.spec().connectors()));
        all.addAll(new ClosureJars(jars, log).resolve(question.spec()));
        all.sort(Comparator.comparing(Jar::coordinates));
        PlannedImage image = Objects.requireNonNull(tiny).planned(question.spec());
        Plan plan = image.plan().withContents(image.plan().contents().withJars(all));
        return new ChangingArtifacts(jars, wheels(), folder, log)
                .made(new LockFile(image.lock().sources(), List.of(plan)), questions);
    }

    private Optional<Plan> answer(Question question, LockFile lock) {
        return new ChangingArtifacts(jars, wheels(), folder, log).answer(question, lock);
    }

    private static List<String> names(Plan plan) {
        return plan.contents().jars().stream()
                .map(jar -> jar.coordinates().toString())
                .toList();
    }

    @Test
    void closureIsLockedAndAnswersWithoutBeingAskedForAgain() {
        LockFile lock = resolved(List.of(question()));
        jars.asked.clear();

        Plan plan = answer(question(), lock).orElseThrow();

        assertThat(plan).isEqualTo(lock.plans().get(0));
        assertThat(names(plan)).containsExactly("a:first:1", CONNECTOR, "z:last:1");
        assertThat(jars.asked).isEmpty();
    }

    @Test
    void closureIsReadAsItWasWritten() {
        LockFile lock = resolved(List.of(question()));

        LockFile read = LockFileCodec.read(LockFileCodec.write(lock), "pyflink.lock", plan -> Optional.empty());

        assertThat(answer(question(), read)).isEqualTo(answer(question(), lock)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'', '', true",
                "'', h:x, false",
                "h:x, '', false",
                "h:x h:y, h:y h:x, true",
                "'', none, false",
                "none, '', false"
            })
    void otherExclusionsAreAnotherQuestion(String before, String now, boolean answered) {
        if (before == null) {
            jars.dependencies.clear();
        }
        // The fake leaves nothing out, which would be told: the lock is made as if it had.
        Question asked = question(Optional.ofNullable(before));
        LockFile plain = resolved(List.of(question(Optional.ofNullable(before).map(text -> ""))));
        LockFile lock = new ChangingArtifacts(jars, wheels(), folder, log)
                .made(
                        new LockFile(
                                plain.sources(), List.of(plain.plans().get(0).answering(asked.declaration()))),
                        List.of(asked));

        assertThat(answer(question(Optional.ofNullable(now)), lock).isPresent()).isEqualTo(answered);
    }

    @Test
    void lockedBuildRefusesOtherExclusions() throws IOException {
        Path file = folder.resolve("pyflink.lock");
        Files.writeString(file, LockFileCodec.write(resolved(List.of(question()))));
        LockKeeper keeper = new LockKeeper(file, true, folder.resolve("turns"), log);

        assertThat(keeper.lockFor(List.of(question()), resolution()).plans()).hasSize(1);
        assertThatThrownBy(() -> keeper.lockFor(List.of(question(Optional.of("h:x"))), resolution()))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("pyflink.locked");
    }

    private LockKeeper.Resolution resolution() {
        ChangingArtifacts changing = new ChangingArtifacts(jars, wheels(), folder, log);
        return new LockKeeper.Resolution() {
            @Override
            public LockFile resolve(List<Question> open, LockFile older) {
                throw new AssertionError("a locked build resolves nothing");
            }

            @Override
            public Optional<Plan> answer(Question question, LockFile lock) {
                return changing.answer(question, lock);
            }

            @Override
            public Optional<Interpreter> undeclared(Question question, LockFile lock) {
                return Optional.empty();
            }
        };
    }

    @Test
    void dependencyThatMayChangeIsTakenAsItIs() {
        jars.has("a:first:1", "installed", "first");
        LockFile lock = resolved(List.of(question()));
        jars.has("a:first:1", "installed", "other");

        Plan plan = answer(question(), lock).orElseThrow();

        assertThat(plan.contents().jars().get(0).sha256()).isEqualTo(Sha256.of("other"));
        assertThat(names(plan)).hasSize(3);
        assertThat(log.lines).contains("note `first` 1 has changed: taken as it is now");
    }

    @Test
    void connectorThatWasReplacedMayDependOnOthers() {
        jars.has(CONNECTOR, "installed", "connector");
        LockFile lock = resolved(List.of(question()));
        assertThat(answer(question(), lock)).isPresent();

        jars.has(CONNECTOR, "installed", "another");

        assertThat(answer(question(), lock)).isEmpty();
    }

    @Test
    void connectorThatThisBuildMakesNowIsResolvedAnew() {
        LockFile lock = resolved(List.of(question()));
        jars.ofThisBuild.add(CONNECTOR);

        assertThat(answer(question(), lock)).isEmpty();
    }

    private LocalWheels wheels() {
        return new LocalWheels(new FileArtifactStore(folder.resolve("wheels-store")));
    }
}
