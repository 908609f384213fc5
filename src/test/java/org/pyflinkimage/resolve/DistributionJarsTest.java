package org.pyflinkimage.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class DistributionJarsTest {

    private static final String GATEWAY = "org.apache.flink:flink-sql-gateway:2.3.0";
    private static final String S3 = "org.apache.flink:flink-s3-fs-hadoop:2.3.0";
    private static final Problem ABSENT = Problem.declaration("PYF-511", "no repository has it")
            .why("asked were `central`")
            .remedy("correct it: `<connectors><connector>` (-Dpyflink.connectors)");
    private static final Problem UNREACHABLE =
            Problem.environment("PYF-512", "could not be downloaded").remedy("look at the network");

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();
    private final Map<String, Problem> failures = new HashMap<>();
    private Path jar = Path.of("part.jar");

    @BeforeEach
    void haveAJar() throws IOException {
        jar = Files.writeString(folder.resolve("part.jar"), "jar");
    }

    @Test
    void usualPartIsLocked() {
        assertThat(resolve(DistributionParts.usual())).containsExactly(GATEWAY);
        assertThat(log.warnings).isEmpty();
    }

    @Test
    void declaredPartsAreLockedAndNoOther() {
        assertThat(resolve(DistributionParts.of("s3-fs-hadoop"))).containsExactly(S3);
        assertThat(resolve(DistributionParts.none())).isEmpty();
    }

    @Test
    void whatIsAConnectorIsNoPart() {
        ImageSpec spec = spec(DeclaredContents.none()
                .withParts(DistributionParts.usual())
                .withConnectors(List.of(MavenCoordinates.parse(GATEWAY).orElseThrow())));

        assertThat(DistributionJars.of(spec)).isEmpty();
    }

    @Test
    void usualPartThatNoRepositoryHasIsLeftOutAndTold() {
        failures.put(GATEWAY, ABSENT);

        assertThat(resolve(DistributionParts.usual())).isEmpty();
        assertThat(log.warnings).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.toText())
                    .contains(
                            "[PYF-513] no repository has `sql-gateway` of Flink 2.3.0",
                            GATEWAY,
                            "`sql-client.sh` and `sql-gateway.sh` end without it",
                            "asked were `central`",
                            "`<repositories>`",
                            "-Dpyflink.distribution=none")
                    .doesNotContain("<connector>");
        });
    }

    @Test
    void declaredPartsThatNoRepositoryHasAreAllRefused() {
        failures.put(GATEWAY, ABSENT);
        failures.put(S3, ABSENT);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> resolve(DistributionParts.of("sql-gateway", "s3-fs-hadoop")))
                .satisfies(e -> assertThat(e.problems()).hasSize(2).allSatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo("PYF-513");
                    assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
                    assertThat(problem.remedies()).last().asString().contains("leave it out", "-Dpyflink.distribution");
                }));
    }

    @Test
    void repositoryThatCannotBeAskedIsNoAbsence() {
        failures.put(GATEWAY, UNREACHABLE);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> resolve(DistributionParts.usual()))
                .satisfies(e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("PYF-512");
                    assertThat(problem.remedies())
                            .containsExactly(
                                    "look at the network",
                                    "or an image without it: `<distribution><part>none</part></distribution>`"
                                            + " (-Dpyflink.distribution=none)");
                }));
        assertThat(log.warnings).isEmpty();
    }

    private List<String> resolve(DistributionParts parts) {
        JarResolver jars = new JarResolver(coordinates -> {
            Problem failure = failures.get(coordinates.toString());
            if (failure != null) {
                throw failure.toException();
            }
            return new FoundJar(jar, Source.MAVEN);
        });
        return new DistributionJars(jars, log)
                .resolve(spec(DeclaredContents.none().withParts(parts))).stream()
                        .map(Jar::coordinates)
                        .map(MavenCoordinates::toString)
                        .toList();
    }

    private static ImageSpec spec(DeclaredContents contents) {
        Combination cell = new Combination(
                new FlinkVersion(2, 3, 0), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);
        return ImageSpec.plain(cell, ImageReference.of("example.com/parts:1")).with(contents);
    }
}
