package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

class DockerfileBuildTest {

    @TempDir
    private Path folder;

    @Test
    void baseWithoutABuilderIsRefusedWithTheWaysOut() {
        Request request = new Request(
                List.of(spec(Platform.LINUX_AMD64, "1")),
                folder.resolve("pyflink.lock"),
                false,
                folder,
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> new ImageBuild(surroundings()).build(request))
                .hasMessageContaining("PYF-015")
                .hasMessageContaining("`debian:12`")
                .hasMessageContaining("-Dpyflink.builder=docker")
                .hasMessageContaining("-Dpyflink.base=scratch");
    }

    @Test
    void nameOfSeveralPlatformsIsRefused() {
        List<ImageSpec> specs = List.of(spec(Platform.LINUX_AMD64, "1"), spec(Platform.LINUX_ARM64, "1"));

        assertThatThrownBy(() -> DockerfileBuild.requireOneImageForEachName(specs, "podman"))
                .hasMessageContaining("PYF-858")
                .hasMessageContaining("`image:1`")
                .hasMessageContaining("@{platform}");
        DockerfileBuild.requireOneImageForEachName(
                List.of(spec(Platform.LINUX_AMD64, "1"), spec(Platform.LINUX_ARM64, "2")), "podman");
    }

    @Test
    void archiveOnThisMachinesDiskIsTold() {
        LockFile lock = new LockFile(
                Sources.of(Map.of(
                        "debian", URI.create("file:///srv/debian/"), "python", URI.create("http://127.0.0.1/simple/"))),
                List.of());

        assertThat(DockerfileBuild.outOfReach(lock))
                .singleElement()
                .extracting(Problem::toText, as(InstanceOfAssertFactories.STRING))
                .contains("PYF-859", "`debian`: file:///srv/debian/", "-Dpyflink.debianMirror");
    }

    @Test
    void unknownBuilderIsRefusedBeforeAnythingElse() {
        assertThatThrownBy(() -> new DockerfileBuild("kaniko", surroundings())).hasMessageContaining("PYF-850");
    }

    private Surroundings surroundings() {
        return new Surroundings(
                folder.resolve("store"),
                new Network(true, false, List.of()),
                coordinates -> folder,
                registry -> Optional.empty(),
                BuildLog.silent());
    }

    private static ImageSpec spec(Platform platform, String tag) {
        return ImageSpec.plain(
                        new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), platform),
                        ImageReference.of("image:" + tag))
                .with(DeclaredContents.none().withBase(ImageReference.of("debian:12")));
    }
}
