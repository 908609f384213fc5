package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.ImageReference;

/** Images with a real standalone CPython, which no Debian release has with their Java: what it is like, and jobs on it. */
@ParameterizedClass(name = "{0}")
@EnumSource(StandalonePythonIT.Cell.class)
@TestInstance(Lifecycle.PER_CLASS)
class StandalonePythonIT implements RunsJobs {

    /** By its suite: the most used Python, on the oldest and the newest Flink, and with the two Javas of two suites. */
    enum Cell {
        BULLSEYE("1.17.1", 11),
        BOOKWORM("2.3.0", 17);

        private final String flink;
        private final int java;

        Cell(String flink, int java) {
            this.flink = flink;
            this.java = java;
        }

        Combination combination() {
            return Specs.cell(flink, java, "3.10");
        }
    }

    @Parameter
    private Cell cell;

    private StandalonePythons pythons;
    private LoadedImage image;
    private FlinkCluster cluster;

    @BeforeParameterizedClassInvocation
    void start(Cell started) {
        if (started == Cell.BULLSEYE) {
            RequireTools.slowProof("a standalone CPython on the oldest suite and Flink");
        }
        RequireTools.onPath("python3", "go");
        pythons = StandalonePythons.made();
        Combination combination = started.combination();
        Path results = Folders.empty("standalone/" + combination.slug());
        BuiltImage built = CellBuild.build(spec(combination, pythons), results);
        image = LoadedImages.load(
                "localhost/pyflink-e2e/standalone-" + combination.slug(),
                results.resolve(built.archive().orElseThrow()),
                combination.platform());
        cluster = FlinkCluster.start(image, container -> container);
    }

    private static ImageSpec spec(Combination combination, StandalonePythons pythons) {
        ImageReference reference = ImageReference.of("example.com/standalone:" + combination.slug());
        return ImageSpec.plain(combination, reference)
                .with(new Destination(List.of(reference), Set.of(Output.OCI_ARCHIVE)))
                .with(DeclaredContents.none()
                        .withPython(pythons.declared(PythonSource.STANDALONE))
                        .withJob(RunsJobs.job()));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (image != null) {
            image.remove();
        }
    }

    @Test
    void itIsOnTheNewestSuiteThatHasTheJava() {
        assertThat(cluster.taskManager().exec("sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME"))
                .isEqualTo(cell.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void itIsThatReleaseAndLacksNothing() {
        assertThat(cluster.taskManager().exec("python", "--version")).isEqualTo("Python 3.10.16");
        assertThat(cluster.taskManager().python("standalone_interpreter.py")).isEmpty();
    }

    /** A folder stands for all below it; the archive of this test has no headers, no terminfo and no pip, see its script. */
    @Test
    void itHasEveryFileOfTheArchiveButWhatIsLeftOut() {
        Set<String> there = cluster.taskManager()
                .exec("find", "/opt/python", "-mindepth", "1", "-printf", "%P\\n")
                .lines()
                .collect(Collectors.toSet());
        String missing = pythons.members().stream()
                .map(member -> Path.of("python").relativize(Path.of(member)))
                .map(path -> topmostMissing(path, there))
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        Golden.assertMatches("e2e/standalone-left-out.txt", missing);
    }

    private static Optional<String> topmostMissing(Path path, Set<String> there) {
        return IntStream.rangeClosed(1, path.getNameCount())
                .mapToObj(names -> path.subpath(0, names).toString())
                .filter(part -> !there.contains(part))
                .findFirst();
    }

    @Test
    void thereIsOnePip() {
        assertThat(cluster.taskManager().exec("find", "/opt", "/usr/lib", "-path", "*-packages/pip"))
                .isEqualTo("/opt/venv/lib/python3.10/site-packages/pip");
        assertThat(cluster.taskManager().exec("python", "-m", "pip", "--version"))
                .endsWith("from /opt/venv/lib/python3.10/site-packages/pip (python 3.10)");
    }

    @Override
    public FlinkCluster cluster() {
        return cluster;
    }
}
