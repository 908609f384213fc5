package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.TestedCombination;
import org.pyflinkimage.facts.TestedSet;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.report.CompatibilityPage;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.verdict.Compatibility;
import org.pyflinkimage.verdict.Overrides;
import org.pyflinkimage.verdict.Verdict;

/**
 * Builds an image of each combination that the reachable archives can deliver, runs a Python function in its container, in both
 * modes of execution, and writes what ran into {@code tested.json} and {@code docs/compatibility.md}.
 *
 * <p>{@code mvn -Pgrid verify} runs it, CONTRIBUTING.md has its options.
 */
class CompatibilityGrid {

    private static final Path FACTS = Path.of("src/main/resources/org/pyflinkimage/facts");
    private static final Path TESTED = FACTS.resolve("tested.json");
    private static final Path JOBS = Path.of("src/it/jobs").toAbsolutePath();
    private static final FlinkMinor OLDEST_LINE = new FlinkMinor(1, 16);

    private final Facts facts = facts();

    /** The newest release of each line, or those asked for, with each Debian or Ubuntu release, without what is refused. */
    static Stream<Combination> cells() {
        Facts facts = facts();
        Compatibility compatibility = new Compatibility(facts, Overrides.parse(Map.of()));
        Pattern only = Pattern.compile(option("grid.only", ""));
        return releases(facts)
                .flatMap(flink -> systems(facts, flink))
                .filter(cell -> !(compatibility.check(Specs.subject(cell)) instanceof Verdict.Refused))
                .filter(cell -> only.matcher(cell.toString()).find())
                .filter(cell -> Boolean.getBoolean("grid.again") || !wasRun(cell, facts));
    }

    private static Stream<FlinkVersion> releases(Facts facts) {
        String asked = option("grid.flink", "");
        if (!asked.isEmpty()) {
            return Stream.of(asked.split(","))
                    .map(text -> FlinkVersion.parse(text).orElseThrow());
        }
        return facts.lines().keySet().stream()
                .dropWhile(line -> !line.equals(OLDEST_LINE))
                .flatMap(line -> newestOf(line, facts).stream());
    }

    private static Optional<FlinkVersion> newestOf(FlinkMinor line, Facts facts) {
        return facts.releases().descendingKeySet().stream()
                .filter(version -> version.line().equals(line))
                .findFirst();
    }

    private static Stream<Combination> systems(Facts facts, FlinkVersion flink) {
        return suites(facts)
                .flatMap(suite -> suite.java().stream()
                        .flatMap(java -> Stream.concat(Stream.of(suite.python()), standalones())
                                .map(python -> new Combination(flink, java, python, platform()))))
                .distinct();
    }

    private static Stream<Suite> suites(Facts facts) {
        return facts.suites().all().stream()
                .filter(suite -> suite.family().name().equals(option("grid.family", "debian")));
    }

    /** The Pythons that are wanted from elsewhere. */
    private static Stream<PythonMinor> standalones() {
        return builds().stream().map(build -> build.version().line());
    }

    private static List<StandaloneBuild> builds() {
        return Stream.of(option("grid.pythonBuilds", "").split(","))
                .flatMap(text -> StandaloneBuild.parse(text).stream())
                .toList();
    }

    /** Of the family that is asked for: what another one has is not to be reached. */
    private static DeclaredPython python(Combination cell) {
        boolean ofSuite = suites(facts())
                .anyMatch(suite ->
                        suite.java().contains(cell.java()) && suite.python().equals(cell.python()));
        Optional<URI> mirror = Optional.of(option("grid.pythonMirror", ""))
                .filter(text -> !text.isEmpty())
                .map(text -> Path.of(text).toAbsolutePath().toUri());
        return new DeclaredPython(ofSuite ? PythonSource.SUITE : PythonSource.STANDALONE, builds(), mirror);
    }

    /** The one that its image has, where that is not its suite's. */
    private static Optional<StandaloneBuild> interpreter(Combination cell) {
        return python(cell).source() == PythonSource.SUITE
                ? Optional.empty()
                : builds().stream()
                        .filter(build -> build.version().line().equals(cell.python()))
                        .findFirst();
    }

    private static Platform platform() {
        return Platform.parse(option("grid.platform", "linux/amd64")).orElseThrow();
    }

    private static boolean wasRun(Combination cell, Facts facts) {
        return facts.tested().stream()
                .anyMatch(run -> TestedSet.combinationOf(run).equals(cell)
                        && run.interpreter().isPresent() == interpreter(cell).isPresent());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void runsAPythonFunction(Combination cell) {
        try {
            List<String> modes = run(cell);
            record(new TestedCombination(
                    cell.flink(),
                    cell.java(),
                    cell.python(),
                    cell.platform(),
                    LocalDate.now(ZoneOffset.UTC),
                    modes,
                    interpreter(cell)));
            report(cell, "ran in the modes " + modes);
            assertThat(modes).containsExactly("process", "thread");
        } catch (RuntimeException | Error e) {
            report(cell, "failed: " + e.getMessage());
            throw e;
        }
    }

    private List<String> run(Combination cell) {
        Path results = Folders.empty("grid/" + cell.slug());
        BuiltImage built = CellBuild.build(spec(cell), results);
        LoadedImage image = LoadedImages.load("localhost/pyflink-grid/" + cell.slug() + ":under-test", built, results);
        try (FlinkCluster cluster = FlinkCluster.start(image, container -> container)) {
            List<String> modes = new ArrayList<>();
            tryMode(cluster, "process", "42 inside of python").ifPresent(modes::add);
            tryMode(cluster, "thread", "42 inside of java").ifPresent(modes::add);
            if (modes.isEmpty()) {
                throw new AssertionFailedError("no mode of execution ran; the log of " + cell + " says why");
            }
            assertThat(FlinkFiles.missingIn(cluster.jobManager(), cell.flink().toString()))
                    .isEmpty();
            assertThat(cluster.metric("Status.JVM.Memory.Heap.Used")).isPositive();
            return modes;
        } finally {
            image.remove();
            Folders.delete(results);
        }
    }

    private static ImageSpec spec(Combination cell) {
        ImageReference reference = ImageReference.of("example.com/grid:" + cell.slug());
        return ImageSpec.plain(cell, reference)
                .with(new Destination(List.of(reference), Set.of(Output.OCI_ARCHIVE)))
                .with(DeclaredContents.none().withPython(python(cell)).withJob(new JobSpec(JOBS, "execution_mode.py")));
    }

    private static Optional<String> tryMode(FlinkCluster cluster, String mode, String expected) {
        try {
            assertThat(cluster.run("/opt/flink/usrlib/execution_mode.py", mode)).contains(expected);
            return Optional.of(mode);
        } catch (AssertionError e) {
            System.out.println("[grid] mode " + mode + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** At once: what was run is not lost where the next one hangs. */
    private void record(TestedCombination run) {
        write(TESTED, TestedSet.write(facts.tested(), List.of(run)));
        write(Path.of("docs/compatibility.md"), CompatibilityPage.write(facts()));
    }

    private static void report(Combination cell, String what) {
        System.out.println("[grid] " + cell + ": " + what);
    }

    /** From the sources, not from the class path: this very run changes them. */
    private static Facts facts() {
        return Facts.read(name -> read(FACTS.resolve(name)));
    }

    private static String option(String name, String absent) {
        String value = System.getProperty(name, "");
        return value.isEmpty() ? absent : value;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
