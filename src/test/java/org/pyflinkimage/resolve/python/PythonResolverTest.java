package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** A real uv, without any Python, asks an index on the loopback. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class PythonResolverTest {

    @TempDir
    private Path folder;

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    @ParameterizedTest
    @EnumSource
    void resolvesFlinkAndWhatItNeeds(LoopbackIndex.Form form) {
        scene.index(form, Optional.empty());

        PythonResolution resolution = scene.resolve(inline("extra>=1"));

        assertThat(names(resolution))
                .containsExactly(
                        "apache_flink-2.3.0-cp311-cp311-manylinux1_x86_64.whl",
                        "apache_flink_libraries-2.3.0-py2.py3-none-any.whl",
                        "dill-0.3.1.1.tar.gz",
                        "extra-2.0-cp311-cp311-manylinux_2_28_x86_64.whl",
                        "pemja-0.5.7-cp311-cp311-manylinux1_x86_64.whl");
        assertThat(resolution.sources())
                .hasSize(1)
                .containsEntry(Source.parse("python"), scene.index().files());
        assertThat(resolution.distributions()).allSatisfy(artifact -> {
            assertThat(artifact.size()).isPositive();
            assertThat(artifact.location().path()).startsWith(artifact.title() + "/");
        });
        assertThat(resolution.distributions().get(2)).isInstanceOf(LockedArtifact.Sdist.class);
        assertThat(resolution.distributions().get(2).sha256()).isEqualTo(Sha256.of("dill-0.3.1.1.tar.gz"));
    }

    @Test
    void olderFlinksLibrariesAreAnSdist() {
        assertThat(names(scene.resolve("1.20.5", Platform.LINUX_AMD64, PythonRequirements.none())))
                .contains(
                        "apache_flink_libraries-1.20.5.tar.gz",
                        "apache_flink-1.20.5-cp311-cp311-manylinux1_x86_64.whl");
    }

    @Test
    void onArm64FlinkIsAnSdistWithTheRequirementsOfItsWheel() {
        assertThat(names(scene.resolve("2.3.0", Platform.LINUX_ARM64, PythonRequirements.none())))
                .containsExactly(
                        "apache_flink-2.3.0.tar.gz",
                        "apache_flink_libraries-2.3.0-py2.py3-none-any.whl",
                        "dill-0.3.1.1.tar.gz",
                        "pemja-0.5.7-cp311-cp311-manylinux2014_aarch64.whl");
    }

    @Test
    void addedRequirementsAreResolvedAndReported() {
        PythonResolution resolution = scene.resolve(
                new AddedRequirement(Requirement.parse("extra<2").orElseThrow(), "Beam imports it", Optional.empty()));

        assertThat(names(resolution)).contains("extra-1.0-py3-none-any.whl");
        assertThat(resolution.added()).containsExactly("extra<2: Beam imports it");
    }
}
