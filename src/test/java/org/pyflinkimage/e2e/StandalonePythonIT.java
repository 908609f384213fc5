package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
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
class StandalonePythonIT implements RunsJobs, HasStandalonePython {

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
    private final Opened opened = new Opened();
    private FlinkCluster cluster;

    @BeforeParameterizedClassInvocation
    void start(Cell started) {
        RequireTools.slowProof("a standalone CPython in an image without a base");
        RequireTools.onPath("python3", "go");
        pythons = StandalonePythons.made();
        Combination combination = started.combination();
        Path results = Folders.empty("standalone/" + combination.slug());
        BuiltImage built = CellBuild.build(spec(combination, pythons), results);
        cluster = FlinkCluster.of("localhost/pyflink-e2e/standalone-" + combination.slug(), built, results, opened);
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
        opened.close();
    }

    @Test
    void itIsOnTheNewestSuiteThatHasTheJava() {
        assertThat(shell(". /etc/os-release; echo $VERSION_CODENAME"))
                .isEqualTo(cell.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public FlinkCluster cluster() {
        return cluster;
    }

    @Override
    public StandalonePythons pythons() {
        return pythons;
    }
}
