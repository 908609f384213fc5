package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.build.BuildReport.Engine;
import org.pyflinkimage.build.validation.Places;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.BuiltIndex;
import org.pyflinkimage.image.BuiltLayer;
import org.pyflinkimage.image.ImageBase;
import org.pyflinkimage.image.ImageContents;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.GoalSettings;
import org.pyflinkimage.spec.MatrixFormat;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class BuildReportTest {

    private static final Path FOLDER = Path.of("/project").toAbsolutePath();

    private static BuiltImage image(String tag, Optional<Path> archive) {
        Sha256 sum = Sha256.of("");
        return new BuiltImage(
                new Combination(
                        new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64),
                ImageReference.of("team/word-count:" + tag),
                sum,
                archive,
                612_345_678,
                1_100_000_000,
                List.of(
                        new Layer(
                                new LayerName(LayerKind.OPERATING_SYSTEM, "glibc"),
                                FOLDER,
                                sum,
                                sum,
                                60_000_000,
                                141_000_000),
                        new Layer(LayerName.of(LayerKind.JAVA), FOLDER, sum, sum, 70_000_000, 200_000_000),
                        new Layer(LayerName.of(LayerKind.JOB), FOLDER, sum, sum, 51, 100)));
    }

    private static List<String> lines(boolean loaded, BuiltImage... images) {
        Places places = Places.withoutProject(FOLDER);
        return new BuildReport(List.of(images), new Engine("podman", loaded), Duration.ofMillis(12_340))
                .lines(places, settings());
    }

    @Test
    void tellsNameDigestLayersTimeAndWhatToRunNext() {
        BuiltImage image = image("x", Optional.of(FOLDER.resolve("target/pyflink/a/image.tar")));

        assertThat(String.join("\n", lines(false, image))).isEqualTo("""

                team/word-count:x  (Flink 2.2.1, Java 17, Python 3.11, linux/amd64)
                  sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                  target/pyflink/a/image.tar
                  layer                           as pushed       unpacked
                  operating system and Java        130.0 MB       341.0 MB
                  job                                0.0 MB         0.0 MB
                  all                              612.3 MB      1100.0 MB

                Built 1 image in 12.3 s
                Next:
                  podman load -i target/pyflink/a/image.tar
                  podman run --rm -p 8081:8081 team/word-count:x jobmanager""");
    }

    @Test
    void eachLayerIsToldWhereThatIsAskedFor() {
        BuildReport report = new BuildReport(
                List.of(image("x", Optional.empty())), new Engine("podman", true), Duration.ofMillis(12_340));

        assertThat(String.join("\n", report.lines(Places.withoutProject(FOLDER), settings(Element.VERBOSE))))
                .contains("""
                          layer                                           as pushed       unpacked
                          operating system: glibc                           60.0 MB       141.0 MB
                          Java                                              70.0 MB       200.0 MB
                          job                                                0.0 MB         0.0 MB
                          all                                              612.3 MB      1100.0 MB
                        """);
    }

    @Test
    void archiveIsLoadedByItsPath() {
        assertThat(lines(false, image("x", Optional.of(Path.of("/elsewhere/image.tar")))))
                .contains(
                        "  podman load -i " + Path.of("/elsewhere/image.tar"),
                        "  podman run --rm -p 8081:8081 team/word-count:x jobmanager");
    }

    @Test
    void archiveOfAllPlatformsIsTold() {
        BuiltImage image = image("x", Optional.of(FOLDER.resolve("target/pyflink/a-linux-amd64/image.tar")))
                .within(new BuiltIndex(Sha256.of("index"), FOLDER.resolve("target/pyflink/a/image.tar")));

        assertThat(lines(false, image))
                .containsSubsequence(
                        "  target/pyflink/a-linux-amd64/image.tar",
                        "  target/pyflink/a/image.tar, for all platforms",
                        "  podman load -i target/pyflink/a-linux-amd64/image.tar");
    }

    @Test
    void whatADaemonHasIsNotLoaded() {
        assertThat(lines(true, image("x", Optional.empty())))
                .noneMatch(line -> line.contains("load"))
                .anyMatch(line -> line.contains("podman run"));
    }

    @Test
    void eachImageOfAMatrixIsTold() {
        assertThat(lines(false, image("x", Optional.empty()), image("y", Optional.empty())))
                .anyMatch(line -> line.startsWith("team/word-count:x"))
                .anyMatch(line -> line.startsWith("team/word-count:y"))
                .contains("Built 2 images in 12.3 s");
    }

    @Test
    void whatABuilderDoesNotTellIsLeftOut() {
        BuiltLayer layer = new BuiltLayer(
                "RUN a command that is longer than its column",
                Optional.empty(),
                Optional.empty(),
                Sha256.of(""),
                OptionalLong.empty(),
                OptionalLong.empty());
        ImageContents contents =
                new ImageContents(Optional.empty(), OptionalLong.empty(), OptionalLong.of(1_000_000), List.of(layer));
        BuiltImage image = new BuiltImage(
                image("x", Optional.empty()).combination(),
                Optional.of(BuilderName.BUILDAH),
                ImageReference.of("team/word-count:x"),
                Optional.empty(),
                contents);

        assertThat(String.join("\n", lines(true, image))).startsWith("""

                team/word-count:x  (Flink 2.2.1, Java 17, Python 3.11, linux/amd64)
                  built by buildah from the rendered Dockerfile
                  layer                           as pushed       unpacked
                  RUN a command that is longer            -              -
                  all                                     -         1.0 MB
                """);
    }

    @Test
    void nothingBuiltHasNothingToRun() {
        assertThat(lines(false)).containsExactly("", "Built 0 images in 12.3 s");
    }

    @Test
    void whatComesUponABaseIsTold() {
        ImageBase base = new ImageBase(
                ImageReference.of("registry.example.com/flink:2"), Optional.of(Sha256.of("base")), List.of());
        Sha256 sum = Sha256.of("");
        BuiltImage image = new BuiltImage(
                        image("x", Optional.empty()).combination(),
                        ImageReference.of("team/word-count:x"),
                        sum,
                        Optional.empty(),
                        600_000_000,
                        900_000_000,
                        List.of(
                                new Layer(LayerName.of(LayerKind.BASE), FOLDER, sum, sum, 500_000_000, 700_000_000),
                                new Layer(
                                        LayerName.of(LayerKind.INTERPRETER), FOLDER, sum, sum, 20_000_000, 80_000_000),
                                new Layer(
                                        LayerName.of(LayerKind.PYTHON_PACKAGES),
                                        FOLDER,
                                        sum,
                                        sum,
                                        80_000_000,
                                        120_000_000)))
                .upon(Optional.of(base));

        assertThat(String.join("\n", lines(true, image)))
                .contains(
                        "  upon registry.example.com/flink:2, "
                                + Sha256.of("base").digest() + "\n",
                        "  upon the base                    100.0 MB       200.0 MB\n");
    }

    @Test
    void baseThatOnlyTheBuilderHasReadIsToldByItsName() {
        BuiltImage image = image("x", Optional.empty())
                .upon(Optional.of(
                        new ImageBase(ImageReference.of("debian:bookworm-slim"), Optional.empty(), List.of())));

        assertThat(lines(true, image)).contains("  upon debian:bookworm-slim");
    }

    private static GoalSettings settings(Element... on) {
        return new GoalSettings(Set.of(on), StoreLimit.USUAL, MatrixFormat.USUAL);
    }
}
