package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.resolve.DistributionJars;
import org.pyflinkimage.resolve.JarResolver;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class ChangingArtifactsTest {

    private static final Combination CELL =
            new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);

    @TempDir
    private Path folder;

    private final FakeJars jars = new FakeJars(() -> folder);
    private final RecordingLog log = new RecordingLog();
    private final List<Distribution> wheels = new ArrayList<>();
    private Path requirements = Path.of("requirements.txt");
    private DistributionParts parts = DistributionParts.none();

    @BeforeEach
    void requireSomething() {
        requirements = write(folder.resolve("requirements.txt"), "numpy\n");
    }

    @ParameterizedTest
    @CsvSource({
        "build,          build,        build",
        "maven,          build,        build",
        "installed,      build,        build",
        "snapshots,      build,        build",
        "build,          installed,    build",
        "installed,      installed,    installed",
        "snapshots,      snapshots,    snapshots"
    })
    void newBytesAreTakenAndRecorded(String locked, String now, String taken) {
        String coordinates = now.equals("snapshots") ? "a:udf:1-SNAPSHOT" : "a:udf:1";
        jars.has(coordinates, locked, "first");
        LockFile lock = locked(coordinates);
        jars.ofThisBuild.clear();
        jars.has(coordinates, now, "second");

        Jar jar = answer(lock, coordinates).orElseThrow().contents().jars().get(0);

        assertThat(jar.sha256()).isEqualTo(Sha256.of("second"));
        assertThat(jar.size()).isEqualTo(6);
        assertThat(jar.location())
                .isEqualTo(new Location(Source.parse(taken), jar.coordinates().path()));
        assertThat(log.lines).containsExactly("note `udf` %s has changed: taken as it is now".formatted(jar.version()));
    }

    /** A lock file from where no repository had the usual part is no worse than one with it. */
    @ParameterizedTest
    @CsvSource({
        "usual,  usual,  true",
        "none,   none,   true",
        "none,   usual,  true",
        "none,   s3-fs-hadoop, false",
        "s3-fs-hadoop, s3-fs-hadoop, true"
    })
    void partsAnswerAsTheyAreLocked(String locked, String declared, boolean answered) {
        jars.has("a:udf:1", "maven", "udf");
        jars.has("org.apache.flink:flink-sql-gateway:2.2.1", "maven", "gateway");
        jars.has("org.apache.flink:flink-s3-fs-hadoop:2.2.1", "maven", "s3");
        parts = parts(locked);
        List<Jar> had = lockedJars("a:udf:1");
        parts = parts(declared);
        LockFile lock = lockOf(had, "a:udf:1");

        assertThat(answer(lock, "a:udf:1").map(plan -> plan.contents().jars()))
                .isEqualTo(answered ? Optional.of(had) : Optional.empty());
    }

    private static DistributionParts parts(String word) {
        return word.equals("usual")
                ? DistributionParts.usual()
                : word.equals("none") ? DistributionParts.none() : DistributionParts.of(word);
    }

    @Test
    void whatIsRecordedAnswersTheNextTime() {
        jars.has("a:udf:1", "maven", "first");
        LockFile lock = locked("a:udf:1");
        jars.has("a:udf:1", "build", "second");
        Plan first = answer(lock, "a:udf:1").orElseThrow();
        log.lines.clear();

        assertThat(answer(lock.with(new LockFile(lock.sources(), List.of(first))), "a:udf:1"))
                .contains(first);
        assertThat(log.lines).isEmpty();
    }

    @Test
    void whatComesFromARepositoryStaysLockedAndIsNotLookedAt() {
        jars.has("a:connector:1", "maven", "first");
        LockFile lock = locked("a:connector:1");
        jars.asked.clear();
        jars.has("a:connector:1", "installed", "second");

        assertThat(answer(lock, "a:connector:1")).isEqualTo(lock.plan(CELL));
        assertThat(jars.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "installed, first,  true",
        "installed, second, false",
        "build,     first,  true",
        "build,     second, false"
    })
    void whatComesFromARepositoryNowHasToBeTheSameFile(String locked, String bytes, boolean answers) {
        jars.has("a:udf:1", locked, "first");
        LockFile lock = locked("a:udf:1");
        jars.ofThisBuild.clear();
        jars.has("a:udf:1", "maven", bytes);

        Optional<Plan> plan = answer(lock, "a:udf:1");

        assertThat(plan).isEqualTo(answers ? lock.plan(CELL) : Optional.empty());
        assertThat(log.lines).hasSize(answers ? 0 : 1);
    }

    @Test
    void nextReleaseOfAnOwnJarIsAnsweredAndThatOfAnotherIsNot() {
        jars.has("a:udf:jar:all:1", "build", "first");
        jars.has("a:lib:1", "installed", "lib");
        jars.has("a:lib:2", "installed", "lib");
        jars.has("a:udf:jar:all:2", "build", "second");
        LockFile lock = locked("a:udf:jar:all:1", "a:lib:1");

        Plan next = answer(lock, "a:udf:jar:all:2", "a:lib:1").orElseThrow();

        assertThat(next.contents().jars())
                .extracting(jar -> jar.coordinates().toString())
                .containsExactly("a:lib:1", "a:udf:jar:all:2");
        assertThat(next.declaration()).isEqualTo(lock.plans().get(0).declaration());
        assertThat(answer(lock, "a:udf:jar:all:1", "a:lib:2")).isEmpty();
        assertThat(answer(lock, "a:udf:2", "a:lib:1")).isEmpty();
        assertThat(answer(lock, "a:udf:jar:all:1")).isEmpty();
    }

    @Test
    void nextReleaseThatComesFromARepositoryIsAnotherQuestion() {
        jars.has("a:udf:1", "build", "first");
        LockFile lock = locked("a:udf:1");
        jars.has("a:udf:2", "maven", "first");

        assertThat(answer(lock, "a:udf:2")).isEmpty();
    }

    @Test
    void lineThatWasTakenOutIsAnotherQuestion() {
        jars.has("a:connector:1", "maven", "first");
        LockFile lock = locked("a:connector:1");
        Plan without = lock.plans().get(0).withContents(PlannedContents.none());

        assertThat(answer(new LockFile(lock.sources(), List.of(without)), "a:connector:1"))
                .isEmpty();
    }

    @Test
    void wheelThatIsBuiltAgainIsTaken() throws IOException {
        wheel("local", new WheelBuilder("acme", "1.0").file("acme.py", "x = 1\n"));
        LockFile lock = locked();
        Path file = new WheelBuilder("acme", "1.0").file("acme.py", "x = 2\n").write(folder.resolve("wheels"));

        Distribution wheel =
                answer(lock).orElseThrow().contents().distributions().get(0);

        assertThat(wheel.sha256())
                .isEqualTo(Sha256.of(file))
                .isNotEqualTo(wheels.get(0).sha256());
        assertThat(wheel.size()).isEqualTo(Files.size(file));
        assertThat(wheel.location()).isEqualTo(wheels.get(0).location());
        assertThat(log.lines).containsExactly("note `acme` 1.0 has changed: taken as it is now");
    }

    @ParameterizedTest
    @CsvSource({"Requires-Dist: six", "Requires-Python: >=3.12", "Provides-Extra: fast", "Requires-Dist: ???"})
    void wheelThatRequiresSomethingElseIsAnotherQuestion(String line) {
        wheel("local", new WheelBuilder("acme", "1.0"));
        LockFile lock = locked();
        assertThat(answer(lock)).isPresent();

        rebuilt(line);

        assertThat(answer(lock)).isEmpty();
    }

    @Test
    void otherWordsAboutTheSameWheelAreNot() {
        wheel("local", new WheelBuilder("acme", "1.0"));
        LockFile lock = locked();

        rebuilt("Summary: better");

        assertThat(answer(lock)).isPresent();
    }

    private void rebuilt(String line) {
        new WheelBuilder("acme", "1.0")
                .file("acme-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n" + line + "\n")
                .write(folder.resolve("wheels"));
    }

    @Test
    void wheelThatIsGoneIsAnotherQuestion() throws IOException {
        wheel("local", new WheelBuilder("acme", "1.0"));
        LockFile lock = locked();

        Files.delete(folder.resolve("wheels/acme-1.0-py3-none-any.whl"));

        assertThat(answer(lock)).isEmpty();
    }

    @Test
    void wheelThatCannotBeReadIsSaidSo() {
        wheel("local", new WheelBuilder("acme", "1.0"));
        LockFile lock = locked();
        write(folder.resolve("wheels/acme-1.0-py3-none-any.whl"), "no wheel");

        assertThatThrownBy(() -> answer(lock)).hasMessageContaining("[PYF-450]");
    }

    @Test
    void lockedWheelInTheProjectIsNeverBuiltFromAnOlderCopy() throws IOException {
        wheel("python", new WheelBuilder("acme", "1.0").file("acme.py", "x = 1\n"));
        LockFile lock = locked();
        assertThat(answer(lock)).isEqualTo(lock.plan(CELL));

        new WheelBuilder("acme", "1.0").file("acme.py", "x = 2\n").write(folder.resolve("wheels"));
        assertThat(answer(lock)).isEmpty();
        assertThat(log.lines).containsExactly("note `acme` is another file than the one that was locked");

        Files.delete(folder.resolve("wheels/acme-1.0-py3-none-any.whl"));
        assertThat(answer(lock)).isEqualTo(lock.plan(CELL));
    }

    @Test
    void lockedWheelOutsideOfTheProjectIsThatOfTheLockFile() {
        wheel("python", new WheelBuilder("acme", "1.0").file("acme.py", "x = 1\n"));
        LockFile lock = locked();
        new WheelBuilder("acme", "1.0").file("acme.py", "x = 2\n").write(folder.resolve("wheels"));

        ChangingArtifacts elsewhere = changing(folder.resolve("job"));

        assertThat(elsewhere.answer(question(), lock)).isEqualTo(lock.plan(CELL));
    }

    @Test
    void settingsOfTheProjectAreAnotherQuestion() {
        LockFile lock = locked();
        assertThat(answer(lock)).isEqualTo(lock.plan(CELL));

        write(folder.resolve("pyproject.toml"), "[tool.uv]\nconstraint-dependencies = ['humanize<4.5']\n");
        assertThat(answer(lock)).isEmpty();
        LockFile constrained = locked();
        assertThat(answer(constrained)).isPresent();

        write(folder.resolve("pyproject.toml"), "[tool.uv]\nconstraint-dependencies = ['humanize<4.9']\n");
        assertThat(answer(constrained)).isEmpty();
    }

    @Test
    void lockFilesOfOlderPluginsAnswerWhereNothingMayChange() {
        jars.has("a:connector:1", "maven", "first");

        assertThat(locked("a:connector:1").plans().get(0).declaration())
                .isEqualTo(SpecDigest.of(question("a:connector:1").spec()));
    }

    /** Nobody but the lock file says what its sum is. */
    @Test
    void standaloneCPythonThatNobodyNamedIsNoAnswer() {
        LockFile lock = locked();
        StandaloneFile file =
                new StandaloneFile(StandaloneBuild.parse("3.11.2+20230116").orElseThrow(), CELL.platform());
        Interpreter interpreter = new Interpreter(
                file, new Location(Source.CPYTHON, Interpreter.pathsOf(file).get(0)), Sha256.of("evil"), 1);
        Plan plan = lock.plans().get(0);

        LockFile changed = new LockFile(
                lock.sources(), List.of(plan.withContents(plan.contents().with(Optional.of(interpreter)))));

        assertThat(answer(lock)).isPresent();
        assertThat(answer(changed)).isEmpty();
        assertThat(changing(folder).undeclared(question(), changed)).contains(interpreter);
        assertThat(changing(folder).undeclared(question("a:other:1"), changed)).isEmpty();
    }

    private Optional<Plan> answer(LockFile lock, String... connectors) {
        return changing(folder).answer(question(connectors), lock);
    }

    private ChangingArtifacts changing(Path project) {
        return new ChangingArtifacts(jars, ChangingFoldersTest.wheels(folder), project, log);
    }

    /** What a resolution makes of things as they are. */
    private LockFile locked(String... connectors) {
        return lockOf(lockedJars(connectors), connectors);
    }

    private List<Jar> lockedJars(String... connectors) {
        ImageSpec spec = question(connectors).spec();
        return new JarResolver(jars)
                .resolve(Stream.concat(spec.connectors().stream(), DistributionJars.of(spec).stream())
                        .toList());
    }

    private LockFile lockOf(List<Jar> had, String... connectors) {
        Question question = question(connectors);
        Plan plan = Plans.of(CELL, question.declaration())
                .withContents(PlannedContents.none().withDistributions(wheels).withJars(had));
        URI base = folder.resolve("wheels/").toUri();
        LockFile resolved = new LockFile(
                Sources.of(Map.of("local", URI.create(base + "/"), "python", URI.create(base + "/"))), List.of(plan));
        return changing(folder).made(resolved, List.of(question));
    }

    private Question question(String... connectors) {
        ImageSpec spec = ImageSpec.plain(CELL, ImageReference.of("image:tag"))
                .with(DeclaredContents.none()
                        .withRequirements(DiskProject.requirements(requirements))
                        .withParts(parts)
                        .withConnectors(List.of(connectors).stream()
                                .map(text -> MavenCoordinates.parse(text).orElseThrow())
                                .toList()));
        return new Question(spec, SpecDigest.of(spec));
    }

    private void wheel(String source, WheelBuilder builder) {
        try {
            Path file = builder.write(Files.createDirectories(folder.resolve("wheels")));
            wheels.add(new Wheel(
                    NormalizedName.of("acme"),
                    "1.0",
                    builder.fileName(),
                    new Location(Source.parse(source), builder.fileName()),
                    Sha256.of(file),
                    Files.size(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
