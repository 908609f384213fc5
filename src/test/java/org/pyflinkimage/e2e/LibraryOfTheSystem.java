package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Problem;

/**
 * LightGBM's wheel needs a library of the system that no image has by itself: the build says which package has it, and with that a
 * vectorized function predicts with a model that lies among the job's files.
 *
 * <p>{@code mvn -Pdependencies verify} runs it.
 */
class LibraryOfTheSystem {

    private static final Duration JOB = Duration.ofMinutes(5);

    @Test
    void isNamedByTheBuildAndServesTheJob() {
        KeptLog without = new KeptLog();
        build("without", declaration(), Set.of(), without);

        assertThat(libraries(without))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                "`lightgbm` needs what the image has not: `libgomp.so.1`",
                                "`<packages><package>libgomp1</package></packages>` (-Dpyflink.packages=libgomp1)"));

        KeptLog with = new KeptLog();
        LoadedImage image = build(
                        "with",
                        declaration().with(Element.PACKAGES, List.of("libgomp1")),
                        Set.of(Output.OCI_ARCHIVE),
                        with)
                .orElseThrow();

        assertThat(libraries(with)).isEmpty();
        try {
            assertPredicts(image);
        } finally {
            image.remove();
        }
    }

    private static Declaration declaration() {
        return new Declaration(Path.of("").toAbsolutePath())
                .with(Element.FLINK, List.of("2.3.0"))
                .with(Element.DISTRIBUTION, List.of("none"))
                .with(Element.REQUIREMENTS, List.of("lightgbm==4.7.0"))
                .with(Element.JOB, List.of("src/it/predictions"))
                .with(Element.ENTRY, List.of("predict.py"));
    }

    /** The loaded image, where an archive of it is wanted. */
    private static Optional<LoadedImage> build(String name, Declaration declaration, Set<Output> outputs, KeptLog log) {
        Path results = Folders.empty("library-of-the-system/" + name);
        ImageSpec spec = DeclaredImages.read(declaration, Map.of(), Optional.empty())
                .specs()
                .get(0);
        BuiltImage built = CellBuild.build(spec.with(new Destination(spec.references(), outputs)), results, log);
        return built.archive()
                .map(archive -> LoadedImages.load("localhost/pyflink-e2e/library-of-the-system", built, results));
    }

    private static List<Problem> libraries(KeptLog log) {
        return log.warnings.stream()
                .filter(problem -> problem.code().equals("PYF-894"))
                .toList();
    }

    private static void assertPredicts(LoadedImage image) {
        try (FlinkCluster cluster = FlinkCluster.launch(image, container -> container, "standalone-job")) {
            assertThat(cluster.jobManager().await(JOB)).as(cluster.endOfLogs()).isZero();
            assertThat(cluster.jobManager().logs())
                    .containsPattern("\\|\\s+25\\.0 \\|\\s+339 \\|")
                    .containsPattern("\\|\\s+65\\.0 \\|\\s+674 \\|")
                    .containsPattern("\\|\\s+110\\.0 \\|\\s+995 \\|")
                    .contains("3 rows in set", "reached terminal state FINISHED");
        }
    }
}
