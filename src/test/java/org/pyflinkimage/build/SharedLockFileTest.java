package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Locks;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** One lock file that several builds resolve at the same time. */
@Timeout(120)
class SharedLockFileTest {

    private static final int BUILDS = 4;

    @TempDir
    private Path folder;

    @Test
    void threadsLoseNothingOfEachOther() throws Exception {
        inThreads(IntStream.range(0, BUILDS)
                .<Callable<Object>>mapToObj(cell -> () -> resolve(folder, cell))
                .toList());

        assertThatAllCellsAreThere();
    }

    @Test
    void classLoadersLoseNothingOfEachOther() throws Exception {
        List<Callable<Object>> builds = new ArrayList<>();
        for (int cell = 0; cell < BUILDS; cell++) {
            URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
            Class<?> child = loader.loadClass(Child.class.getName());
            assertThat(child).isNotSameAs(Child.class);
            String[] arguments = {folder.toString(), String.valueOf(cell)};
            builds.add(() -> child.getMethod("main", String[].class).invoke(null, (Object) arguments));
        }
        inThreads(builds);

        assertThatAllCellsAreThere();
    }

    @Test
    void processesLoseNothingOfEachOther() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int cell = 0; cell < BUILDS; cell++) {
            processes.add(start(cell));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        assertThatAllCellsAreThere();
    }

    /** As modules have it that share one file: each adds its cell to it, and the links stay what they are. */
    @Test
    void linksThatLeadToItLoseNothingOfEachOther() throws Exception {
        write(LockFile.empty());
        List<Path> links = new ArrayList<>();
        List<Callable<Object>> builds = new ArrayList<>();
        for (int cell = 0; cell < BUILDS; cell++) {
            Path module = Files.createDirectories(folder.resolve("module" + cell));
            Path link = Files.createSymbolicLink(module.resolve("pyflink.lock"), Path.of("../pyflink.lock"));
            Question question = question(cell);
            links.add(link);
            builds.add(() -> keeper(link, folder).lockFor(List.of(question), (open, older) -> answer(open)));
        }
        inThreads(builds);

        assertThatAllCellsAreThere();
        assertThat(links).allMatch(Files::isSymbolicLink);
    }

    @Test
    void killedBuildLeavesTheTurnToTheNext() throws Exception {
        Process killed = start(-1);
        while (!Files.exists(folder.resolve("resolving"))) {
            assertThat(killed.isAlive()).isTrue();
            Thread.sleep(10);
        }
        killed.destroyForcibly().waitFor();

        resolve(folder, 0);

        assertThat(written().plans()).hasSize(1);
    }

    @Test
    void whatAnotherBuildAnsweredMeanwhileIsNotResolvedAgain() throws Exception {
        inThreads(List.of(() -> resolve(folder, 3), () -> resolve(folder, 3), () -> resolve(folder, 3)));

        assertThat(Files.readAllLines(folder.resolve("resolved"))).containsExactly("3");
    }

    @Test
    void changeBySomebodyWhoKnowsNothingOfTurnsIsKept() throws IOException {
        LockFile answer = keeper(folder).lockFor(List.of(question(0)), (open, older) -> {
            if (older.plans().isEmpty()) {
                write(answer(List.of(question(1))));
            }
            return answer(open);
        });

        assertThat(answer.plans()).hasSize(2);
        assertThat(written().plans()).hasSize(2);
    }

    @Test
    void fileThatChangesWithoutEndIsAProblem() {
        int[] time = new int[1];

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> keeper(folder).lockFor(List.of(question(0)), (open, older) -> {
                    time[0]++;
                    write(answer(List.of(question(time[0]))));
                    return answer(open);
                }))
                .withMessageContainingAll("[PYF-539]", "pyflink.lock", "3 times", "-Dpyflink.store");
        assertThat(time).containsExactly(3);
    }

    private void write(LockFile lock) {
        try {
            Files.writeString(folder.resolve("pyflink.lock"), LockFileCodec.write(lock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LockFile written() throws IOException {
        return Locks.read(Files.readString(folder.resolve("pyflink.lock")));
    }

    private void assertThatAllCellsAreThere() throws IOException {
        assertThat(written().plans())
                .extracting(plan -> plan.combination().flink().toString())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, BUILDS).mapToObj("2.%s.0"::formatted).toList());
        assertThat(written().sources()).hasSize(BUILDS);
    }

    private static void inThreads(List<Callable<Object>> builds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(builds.size());
        try {
            for (Future<Object> build : threads.invokeAll(builds)) {
                build.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Process start(int cell) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        String.valueOf(cell))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(SharedLockFileTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    /** What the other class loaders and processes do. */
    public static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            resolve(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        }
    }

    private static LockFile resolve(Path folder, int cell) {
        return keeper(folder).lockFor(List.of(question(Math.max(0, cell))), (open, older) -> {
            try {
                if (cell < 0) {
                    Files.createFile(folder.resolve("resolving"));
                    Thread.sleep(60_000);
                }
                Files.writeString(
                        folder.resolve("resolved"), cell + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Thread.sleep(30);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
            return answer(open);
        });
    }

    private static LockKeeper keeper(Path folder) {
        return keeper(folder.resolve("pyflink.lock"), folder);
    }

    private static LockKeeper keeper(Path file, Path folder) {
        return new LockKeeper(file, false, folder.resolve("turns"), SilentLog.INSTANCE);
    }

    private static LockFile answer(List<Question> open) {
        List<Plan> plans = open.stream().map(SharedLockFileTest::plan).toList();
        String source = sourceOf(open.get(0));
        return new LockFile(Sources.of(Map.of(source, URI.create("http://127.0.0.1:1/" + source + "/"))), plans);
    }

    private static Plan plan(Question question) {
        Location location = new Location(Source.parse(sourceOf(question)), "libc6.deb");
        Deb deb = new Deb("libc6", "2.36", "amd64", location, Sha256.of("x"), 1);
        return Plans.of(question.spec().combination(), question.declaration())
                .withContents(PlannedContents.none().withDebs(List.of(deb)));
    }

    private static String sourceOf(Question question) {
        return "debian-" + (2 + question.spec().combination().flink().minor());
    }

    private static Question question(int cell) {
        Combination combination = new Combination(
                new FlinkVersion(2, cell, 0), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);
        return new Question(ImageSpec.plain(combination, ImageReference.of("image:tag")), Sha256.of("declaration"));
    }
}
