package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;

/** {@code examples/module-job}: a module with relative imports, arguments, and a file that a function reads in a worker. */
class ModuleJobIT {

    private static final Path EXAMPLE = Path.of("examples/module-job").toAbsolutePath();
    private static final Duration JOB = Duration.ofMinutes(2);

    /** What Flink would take for its own comes first. */
    private static final List<String> ARGUMENTS = List.of(
            "-s",
            "dev",
            "--",
            "-p",
            "--py",
            "Jack",
            "two words",
            "$HOME `x` \"it's\"",
            "two\nlines",
            "größe; a=b #c",
            "*");

    private static LoadedImage image;

    @BeforeAll
    static void build() {
        Combination combination = Specs.cell("2.3.0", 17, "3.11");
        Path results = Folders.empty("module-job");
        Declaration declaration = new Declaration(EXAMPLE)
                .with(Element.FLINK, List.of("2.3.0"))
                .with(Element.MODULE, List.of("src.app"))
                .withExactly(Element.ARGUMENTS, ARGUMENTS);
        ImageSpec spec = DeclaredImages.read(declaration, Map.of(), Optional.empty())
                .specs()
                .get(0);
        BuiltImage built =
                CellBuild.build(spec.with(new Destination(spec.references(), Set.of(Output.OCI_ARCHIVE))), results);
        image = LoadedImages.load(
                "localhost/pyflink-e2e/module-job",
                results.resolve(built.archive().orElseThrow()),
                combination.platform());
    }

    @AfterAll
    static void remove() {
        if (image != null) {
            image.remove();
        }
    }

    @Test
    void applicationModeRunsTheModuleWithItsArguments() throws JsonProcessingException {
        try (FlinkCluster cluster = FlinkCluster.launch(image, container -> container, "standalone-job")) {
            assertThat(cluster.jobManager().await(JOB)).as(cluster.endOfLogs()).isZero();

            assertThat(cluster.jobManager().logs())
                    .contains("Arguments: " + new ObjectMapper().writeValueAsString(ARGUMENTS))
                    .contains("short", "long", "rows in set", "reached terminal state FINISHED");
        }
    }
}
