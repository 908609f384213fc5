package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

class ArtifactFetcherTest {

    @TempDir
    private Path folder;

    private final LoopbackServer server = new LoopbackServer();
    private SourceRule rule = (lock, missing) -> {};

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetchesAllInThePlansOrderAndTellsTheProgress() throws IOException {
        Path jarFile = Files.writeString(folder.resolve("x.jar"), "jar");
        List<Wheel> wheels = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            wheels.add(served("package-" + number));
        }
        Plan plan = plan(wheels, List.of(jar("jar")));
        CountingLog log = new CountingLog();

        Map<LockedArtifact, Path> files =
                fetcher(coordinates -> new FoundJar(jarFile, Source.MAVEN)).fetch(lock(plan), plan, log);

        assertThat(files.keySet()).containsExactlyElementsOf(plan.artifacts());
        files.forEach((artifact, file) -> assertThat(Sha256.of(file)).isEqualTo(artifact.sha256()));
        assertThat(log.total)
                .isEqualTo(plan.artifacts().stream()
                        .mapToLong(LockedArtifact::size)
                        .sum());
        assertThat(log.advanced).hasValue(log.total);
    }

    @Test
    void eachFileIsGivenOnAsSoonAsItIsThereAndWhatIsHereFirst() {
        Plan one = plan(List.of(served("here")), List.of());
        fetcher(ArtifactFetcherTest::noJar).fetch(lock(one), one, SilentLog.INSTANCE);
        Plan plan = plan(List.of(served("here"), served("first"), served("second")), List.of());
        List<Map<LockedArtifact, Path>> arrived = Collections.synchronizedList(new ArrayList<>());

        var files = fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, arrived::add, SilentLog.INSTANCE);

        assertThat(arrived).hasSize(3).allMatch(some -> some.size() == 1);
        arrived.forEach(some -> assertThat(files).containsAllEntriesOf(some));
        assertThat(arrived.get(0)).containsOnlyKeys(one.artifacts());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void jarThatMayNotBeWrittenIsKeptAsAnyOther() throws IOException {
        Path jarFile = Files.writeString(folder.resolve("x.jar"), "jar");
        Files.setPosixFilePermissions(jarFile, PosixFilePermissions.fromString("r--r--r--"));
        Plan plan = plan(List.of(), List.of(jar("jar")));

        Map<LockedArtifact, Path> files =
                fetcher(coordinates -> new FoundJar(jarFile, Source.MAVEN)).fetch(lock(plan), plan, SilentLog.INSTANCE);

        // To bring it to the disk it has to be opened for writing, which fails for everybody but root.
        assertThat(files.values())
                .singleElement()
                .satisfies(file ->
                        assertThat(Files.getPosixFilePermissions(file)).contains(PosixFilePermission.OWNER_WRITE));
    }

    @Test
    void whatTheStoreHasCostsNothing() {
        Plan plan = plan(List.of(served("a"), served("b")), List.of());
        fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, SilentLog.INSTANCE);
        int asked = server.requests().size();
        CountingLog log = new CountingLog();

        assertThat(fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, log))
                .hasSize(2);

        assertThat(server.requests()).hasSize(asked);
        assertThat(log.total).isEqualTo(-1);
    }

    @Test
    void wrongSizeOfAFileThatIsHereIsSaidSoAndNothingIsAskedFor() {
        Wheel right = served("a");
        Plan plan = plan(List.of(right), List.of());
        fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, SilentLog.INSTANCE);
        int asked = server.requests().size();
        Plan wrong = plan(List.of(wheel("a", right.size() + 1)), List.of());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> fetcher(ArtifactFetcherTest::noJar).fetch(lock(wrong), wrong, SilentLog.INSTANCE))
                .withMessageContainingAll(
                        "[PYF-543] the lock file has a wrong size for `a` 1.0",
                        "it says 2 bytes",
                        "has 1",
                        "pyflink.lock");
        assertThat(server.requests()).hasSize(asked);
    }

    @Test
    void fileThatAnotherBuildBringsMeanwhileHasNoWrongSize() {
        Plan plan = plan(List.of(served("a")), List.of());
        Map<LockedArtifact, Path> brought =
                fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, SilentLog.INSTANCE);
        int asked = server.requests().size();
        ArtifactStore store = new LateStore(new FileArtifactStore(folder.resolve("store")));

        assertThat(fetcher(ArtifactFetcherTest::noJar, store).fetch(lock(plan), plan, SilentLog.INSTANCE))
                .isEqualTo(brought);
        assertThat(server.requests()).hasSize(asked);
    }

    @Test
    void allFailuresAreReportedAtOnce() {
        Wheel changed = served("changed");
        server.serve("/packages/changed.whl", "x/y", "CHANGED".getBytes(StandardCharsets.UTF_8));
        Plan plan = plan(List.of(wheel("gone", 3), changed, served("good")), List.of(jar("jar")));

        PyFlinkException failure = catchThrowableOfType(
                PyFlinkException.class,
                () -> fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, SilentLog.INSTANCE));

        assertThat(failure.problems()).extracting(Problem::code).containsExactly("PYF-502", "PYF-501", "PYF-510");
        assertThat(failure).hasMessageContaining("`gone` 1.0").hasMessageContaining("`changed` 1.0");
        assertThat(failure.problems().get(0).toText()).contains("the line `python` of `sources` in the lock file");
        assertThat(failure.problems().get(1).toText()).doesNotContain("`sources`");
        assertThat(new FileArtifactStore(folder.resolve("store")).find(changed.sha256(), changed.size()))
                .isEmpty();
        assertThat(new FileArtifactStore(folder.resolve("store")).find(Sha256.of("good"), 4))
                .isPresent();
    }

    @Test
    void wrongFileIsAskedForOnceMore() {
        Wheel wheel = served("wheel");
        byte[] right = "wheel".getBytes(StandardCharsets.UTF_8);
        byte[] wrong = "WHEEL!".getBytes(StandardCharsets.UTF_8);
        server.answer(
                "/packages/wheel.whl",
                exchange -> LoopbackServer.send(
                        exchange,
                        200,
                        server.requests().size() == 1 ? wrong : right,
                        0,
                        server.requests().size() == 1 ? 6 : 5));
        Plan plan = plan(List.of(wheel), List.of());
        CountingLog log = new CountingLog();

        assertThat(fetcher(ArtifactFetcherTest::noJar)
                        .fetch(lock(plan), plan, log)
                        .get(wheel))
                .hasBinaryContent(right);

        assertThat(server.requests()).hasSize(2);
        assertThat(log.advanced).hasValue(5);
    }

    @Test
    void fileThatIsWrongTwiceIsNotAskedForAThirdTime() {
        Wheel wheel = served("wheel");
        server.serve("/packages/wheel.whl", "x/y", "WHEEL".getBytes(StandardCharsets.UTF_8));
        Plan plan = plan(List.of(wheel), List.of());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, SilentLog.INSTANCE))
                .withMessageContainingAll("PYF-501", "`wheel` 1.0");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void storeThatIsNoFolderIsOneProblemAndNothingIsFetched() throws IOException {
        Files.writeString(folder.resolve("store"), "a file");
        Plan plan = plan(List.of(served("a"), served("b"), served("c")), List.of());

        PyFlinkException failure = catchThrowableOfType(
                PyFlinkException.class,
                () -> fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, SilentLog.INSTANCE));

        assertThat(failure.problems()).extracting(Problem::code).containsExactly("PYF-538");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void twoNamesOfOneFileAreFetchedOnce() {
        Wheel one = served("same");
        Wheel other = new Wheel(NormalizedName.of("other"), "1.0", "o.whl", one.location(), one.sha256(), one.size());
        Plan plan = plan(List.of(one, other), List.of());

        fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, SilentLog.INSTANCE);

        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "build,     build,     PYF-524",
        "installed, installed, PYF-524",
        "snapshots, snapshots, PYF-524",
        "maven,     installed, PYF-525",
        "maven,     maven,     PYF-501"
    })
    void jarOfOtherBytesIsNoProxysFaultWhereNoneLiesBetween(String locked, String found, String code)
            throws IOException {
        Path file = Files.writeString(folder.resolve("x.jar"), "JAR");
        Plan plan = plan(List.of(), List.of(jar("jar").at(new Location(Source.parse(locked), "x"))));

        PyFlinkException failure = catchThrowableOfType(
                PyFlinkException.class,
                () -> fetcher(coordinates -> new FoundJar(file, Source.parse(found)))
                        .fetch(lock(plan), plan, SilentLog.INSTANCE));

        assertThat(failure.problems()).extracting(Problem::code).containsExactly(code);
        assertThat(failure.getMessage().contains("proxy")).isEqualTo(code.equals("PYF-501"));
        assertThat(failure).hasMessageContaining("it is needed as `connector` 1.0");
    }

    @Test
    void wheelOnDiskThatChangesMeanwhileIsNoProxysFault() throws IOException {
        Files.writeString(folder.resolve("a.whl"), "other");
        Wheel wheel = wheel("a", 1).at(new Location(Source.LOCAL, "a.whl"));
        Plan plan = plan(List.of(wheel), List.of());
        LockFile lock = new LockFile(Sources.of(Map.of("local", folder.toUri())), List.of(plan));

        assertThatThrownBy(() -> fetcher(ArtifactFetcherTest::noJar).fetch(lock, plan, SilentLog.INSTANCE))
                .hasMessageContainingAll("[PYF-524]", "the file of `a` changed while it was read")
                .hasMessageNotContaining("proxy");
    }

    @Test
    void installedJarNamesItsFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("x.jar"), "JAR");
        Plan plan = plan(List.of(), List.of(jar("jar")));

        assertThatThrownBy(() -> fetcher(coordinates -> new FoundJar(file, Source.INSTALLED))
                        .fetch(lock(plan), plan, SilentLog.INSTANCE))
                .hasMessageContainingAll(
                        "delete the folder `org/example/connector/1.0`",
                        "delete `pyflink.lock`, or the plans in it that have this jar");
    }

    @Test
    void whatIsNotToBeFetchedIsNotAskedFor() {
        Plan plan = plan(List.of(served("a"), served("b")), List.of());
        List<LockedArtifact> seen = new ArrayList<>();
        rule = (lock, missing) -> {
            seen.addAll(missing);
            throw Problem.declaration("PYF-715", "no").toException();
        };

        PyFlinkException failure = catchThrowableOfType(
                PyFlinkException.class,
                () -> fetcher(ArtifactFetcherTest::noJar).fetch(lock(plan), plan, SilentLog.INSTANCE));

        assertThat(failure).hasMessageContaining("PYF-715");
        assertThat(seen).containsExactlyElementsOf(plan.artifacts());
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nothingIsToldOfAFileOnDiskThatIsAnother() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.whl"), "s3cret");
        for (long size : new long[] {6, 7, 5}) {
            Plan plan = plan(List.of(wheel("secret", size)), List.of());
            LockFile lock = new LockFile(Sources.of(Map.of("python", folder.toUri())), List.of(plan));

            PyFlinkException failure = catchThrowableOfType(
                    PyFlinkException.class,
                    () -> fetcher(ArtifactFetcherTest::noJar).fetch(lock, plan, SilentLog.INSTANCE));

            assertThat(failure.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("PYF-722");
                assertThat(problem.toText())
                        .contains("secret.whl", "`secret` 1.0")
                        .doesNotContain(Sha256.of(secret).hex(), " 6 ", "bytes");
            });
        }
    }

    private ArtifactFetcher fetcher(JarSource jars) {
        return fetcher(jars, new FileArtifactStore(folder.resolve("store")));
    }

    private ArtifactFetcher fetcher(JarSource jars, ArtifactStore store) {
        Environment environment = new Environment(Map.of(), folder);
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Settings(environment, List.of(), Logins.none(), false),
                SilentLog.INSTANCE,
                new Patience(2, Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(20)));
        return new ArtifactFetcher(store, () -> transport, jars, rule);
    }

    private static FoundJar noJar(MavenCoordinates coordinates) {
        throw Problem.environment("PYF-510", "no jar").toException();
    }

    private Wheel served(String name) {
        server.serve("/packages/" + name + ".whl", "x/y", name.getBytes(StandardCharsets.UTF_8));
        return wheel(name, name.length());
    }

    private static Wheel wheel(String name, long size) {
        Location location = new Location(Source.parse("python"), name + ".whl");
        return new Wheel(NormalizedName.of(name), "1.0", name + ".whl", location, Sha256.of(name), size);
    }

    private static Jar jar(String content) {
        MavenCoordinates coordinates = new MavenCoordinates("org.example", "connector", "1.0", Optional.empty());
        return new Jar(
                coordinates,
                new Location(Source.parse("maven"), coordinates.path()),
                Sha256.of(content),
                content.length());
    }

    private LockFile lock(Plan plan) {
        return new LockFile(Sources.of(Map.of("python", server.address("/packages/"))), List.of(plan));
    }

    private static Plan plan(List<Wheel> wheels, List<Jar> jars) {
        return Plans.empty()
                .withContents(PlannedContents.none()
                        .withDistributions(List.copyOf(wheels))
                        .withJars(jars));
    }

    /** Remembers the progress told. */
    private static final class CountingLog implements BuildLog {

        private final AtomicLong advanced = new AtomicLong();
        private long total = -1;

        @Override
        public void step(String what) {}

        @Override
        public void note(String message) {}

        @Override
        public void warn(Problem problem) {}

        @Override
        public Progress progress(String task, long newTotal) {
            total = newTotal;
            return new Progress() {
                @Override
                public void advance(long bytes) {
                    advanced.addAndGet(bytes);
                }

                @Override
                public void close() {}
            };
        }
    }
}
