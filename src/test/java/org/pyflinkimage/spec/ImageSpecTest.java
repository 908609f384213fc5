package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Logging.Layout;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

class ImageSpecTest {

    private static final ImageReference FIRST = ImageReference.of("example.com/job:1");
    private static final ImageReference SECOND = ImageReference.of("example.com/job:latest");

    private final ImageSpec plain = ImageSpec.plain(
            new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64),
            FIRST);

    @Test
    void plainImageHasNothingButItsName() {
        assertThat(plain.reference()).isEqualTo(FIRST);
        assertThat(plain.outputs()).isEmpty();
        assertThat(plain.contents()).isEqualTo(DeclaredContents.none());
        assertThat(plain.settings()).isEqualTo(DeclaredSettings.standard());
        assertThat(plain.hints()).isEqualTo(ImageSpec.Hints.none());
    }

    @Test
    void combinationIsWrittenForPeopleAndForFolders() {
        assertThat(plain.combination()).hasToString("Flink 2.2.1, Java 17, Python 3.11, linux/amd64");
        assertThat(plain.combination().slug()).isEqualTo("flink-2.2.1-java17-python3.11-linux-amd64");
        assertThat(plain.combination().slugOfAllPlatforms()).isEqualTo("flink-2.2.1-java17-python3.11");
    }

    @Test
    void destinationChangesAlone() {
        ImageSpec spec =
                plain.with(new Destination(List.of(SECOND, FIRST), Set.of(Output.REGISTRY, Output.OCI_ARCHIVE)));

        assertThat(spec.reference()).isEqualTo(SECOND);
        assertThat(spec.references()).containsExactly(SECOND, FIRST);
        assertThat(spec.outputs()).containsExactly(Output.OCI_ARCHIVE, Output.REGISTRY);
        assertThat(spec.with(plain.destination())).isEqualTo(plain);
    }

    @Test
    void contentsChangeOneByOne() {
        MavenCoordinates connector =
                MavenCoordinates.parse("org.example:connector:1").orElseThrow();
        PythonRequirements requirements =
                PythonRequirements.read(List.of(), List.of("numpy"), new TextProject(Map.of()));
        JobSpec job = new JobSpec(Path.of("/project/job.py"), "job.py");
        ImageSpec spec = plain.with(DeclaredContents.none()
                .withBase(SECOND)
                .withRequirements(requirements)
                .withConnectors(List.of(connector))
                .withJob(job));

        assertThat(spec.base()).contains(SECOND);
        assertThat(spec.requirements()).isEqualTo(requirements);
        assertThat(spec.connectors()).containsExactly(connector);
        assertThat(spec.job()).contains(job);
        assertThat(spec.with(DeclaredContents.none())).isEqualTo(plain);
    }

    @Test
    void settingsChangeOneByOne() {
        Logging json = new Logging(new TreeMap<>(), Layout.JSON);
        ContainerSpec container = new ContainerSpec(Map.of("TZ", "UTC"), Optional.empty());
        ImageSpec spec = plain.with(DeclaredSettings.standard()
                .withFlinkConfig(Map.of("parallelism.default", "2"))
                .withLogging(json)
                .withContainer(container)
                .withLabels(Map.of("team", "data")));

        assertThat(spec.flinkConfig()).containsExactly(Map.entry("parallelism.default", "2"));
        assertThat(spec.logging()).isEqualTo(json);
        assertThat(spec.container()).isEqualTo(container);
        assertThat(spec.labels()).containsExactly(Map.entry("team", "data"));
        assertThat(spec.with(DeclaredSettings.standard())).isEqualTo(plain);
    }

    @Test
    void hintsChangeAlone() {
        ImageSpec.Hints uv = new ImageSpec.Hints(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Path.of("/usr/bin/uv")));

        assertThat(plain.with(uv).hints()).isEqualTo(uv);
        assertThat(plain.with(uv).with(ImageSpec.Hints.none())).isEqualTo(plain);
        ImageSpec.Hints built = uv.with(BuilderName.PODMAN);
        assertThat(built.with(ArchiveTrust.usual())).isEqualTo(built);
        assertThat(built.uv()).isEqualTo(uv.uv());
        assertThat(built.builder()).contains(BuilderName.PODMAN);
    }
}
