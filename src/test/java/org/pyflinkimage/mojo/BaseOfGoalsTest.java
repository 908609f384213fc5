package org.pyflinkimage.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.mojo.Goals.POM;
import static org.pyflinkimage.mojo.Goals.declared;
import static org.pyflinkimage.mojo.Goals.specs;

import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.value.ImageReference;

/** Which goals take a {@code <base>} for what the plugin builds upon itself, and which for a Dockerfile's. */
@MojoTest
class BaseOfGoalsTest {

    /** It is bound to an early phase: what it refuses keeps {@code pyflink:image} from ever beginning. */
    @Test
    @InjectMojo(goal = "validate", pom = POM)
    void baseIsJudgedAsTheImageGoalUsesIt(ValidateMojo mojo) {
        String base = "pyflink.base=flink:2.2.1-java17";
        DeclaredImages upon = declared(mojo, base, "pyflink.builder=", "pyflink.packages=", "pyflink.pythonSource=");
        assertThat(upon.specs())
                .allSatisfy(spec -> assertThat(spec.layeredBase()).contains(ImageReference.of("flink:2.2.1-java17")));
        assertThat(upon.validation().judge(upon.specs()).cells())
                .noneMatch(cell -> cell.toString().contains("PYF-242"));

        DeclaredImages within = declared(mojo, base, "pyflink.builder=docker");
        assertThat(within.specs())
                .allSatisfy(spec -> assertThat(spec.layeredBase()).isEmpty());
        assertThat(within.validation().judge(within.specs()).cells())
                .anyMatch(cell -> cell.toString().contains("PYF-242"));
    }

    @Test
    @InjectMojo(goal = "matrix", pom = POM)
    void matrixHasWhatComesUponABase(MatrixMojo mojo) {
        String base = "pyflink.base=flink:2.2.1-java17";
        assertThat(specs(mojo, base, "pyflink.builder=", "pyflink.packages=", "pyflink.pythonSource=")
                        .get(0)
                        .layeredBase())
                .isPresent();
        assertThat(specs(mojo, base, "pyflink.builder=podman").get(0).layeredBase())
                .isEmpty();
    }

    /** What is rendered is what is built: a cell has one plan in the lock file of both. */
    @Test
    void planOfWhatIsRenderedIsThatOfWhatIsBuilt(
            @InjectMojo(goal = "image", pom = POM) ImageMojo image,
            @InjectMojo(goal = "render", pom = POM) RenderMojo render) {
        for (String builder : List.of("", "docker")) {
            String[] properties = {
                "pyflink.base=debian:12", "pyflink.builder=" + builder, "pyflink.packages=", "pyflink.pythonSource="
            };
            assertThat(specs(render, properties))
                    .extracting(SpecDigest::of)
                    .isEqualTo(specs(image, properties).stream()
                            .map(SpecDigest::of)
                            .toList());
        }
    }

    @Test
    @InjectMojo(goal = "render", pom = POM)
    void baseOfWhatIsRenderedIsThatOfWhatIsBuilt(RenderMojo mojo) {
        String base = "pyflink.base=debian:12";
        assertThat(specs(mojo, base, "pyflink.builder=", "pyflink.packages=", "pyflink.pythonSource=")
                        .get(0)
                        .layeredBase())
                .contains(ImageReference.of("debian:12"));
        assertThat(specs(mojo, base, "pyflink.builder=docker", "pyflink.packages=git")
                        .get(0)
                        .layeredBase())
                .isEmpty();
    }
}
